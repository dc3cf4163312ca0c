package dev.bagel.dataset.decontaminate;

/// Whether `jdk.incubator.vector` can be used.
final class VectorModule {
  static final boolean AVAILABLE = isLoaded() || load();

  private VectorModule() {}

  private static boolean isLoaded() {
    return ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent();
  }

  /// As the JDK itself loads a module that an agent needs after the start. `--add-modules` would
  /// print a warning whenever the JVM starts, and would make it start later; there is no switch for
  /// either.
  private static boolean load() {
    try {
      Class.forName("jdk.internal.module.Modules")
          .getMethod("loadModule", String.class)
          .invoke(null, "jdk.incubator.vector");
      return true;
    } catch (ReflectiveOperationException | RuntimeException e) {
      return false; // not exported to us, or a JDK without it: plain Java does
    }
  }
}
