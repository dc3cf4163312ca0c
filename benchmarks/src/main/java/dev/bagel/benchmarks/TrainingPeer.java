package dev.bagel.benchmarks;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/// One side in training, in a process of its own, by the protocol of `peers/training.py`.
final class TrainingPeer implements AutoCloseable {
  private static final PythonProcess.Needed TORCH =
      new PythonProcess.Needed("torch", "PyTorch", "python3-torch");
  private static final double RATE = 1e-3;

  private final ChildProcess process;

  private TrainingPeer(ChildProcess process) {
    this.process = process;
  }

  /// Bagel in a JVM as its launcher starts one.
  ///
  /// @param cores numbers of those that it keeps to, as many as it has threads
  static TrainingPeer bagel(List<Integer> cores) {
    List<String> command = new ArrayList<>(pinned(cores));
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.add("-Xmx512m");
    command.add("--enable-native-access=ALL-UNNAMED");
    command.add("--sun-misc-unsafe-memory-access=allow");
    command.add("-Dorg.bytedeco.javacpp.nopointergc=true");
    command.add("-Dorg.bytedeco.javacpp.maxPhysicalBytes=0");
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(TrainingSide.class.getName());
    return new TrainingPeer(ChildProcess.start("Bagel", command, threads(cores)));
  }

  /// PyTorch.
  ///
  /// @throws dev.bagel.BagelException of kind USER, when no Python has it
  static TrainingPeer python(List<String> pythons, Path script, List<Integer> cores) {
    List<String> command = new ArrayList<>(pinned(cores));
    command.add(PythonProcess.find(pythons, TORCH));
    command.add(script.toString());
    return new TrainingPeer(ChildProcess.start("Python", command, threads(cores)));
  }

  private static List<String> pinned(List<Integer> cores) {
    return List.of("taskset", "-c", String.join(",", cores.stream().map(String::valueOf).toList()));
  }

  /// What libtorch and OpenBLAS need to be told before they start, on both sides alike.
  private static Map<String, String> threads(List<Integer> cores) {
    String threads = Integer.toString(cores.size());
    return Map.of(
        "OMP_NUM_THREADS", threads, "OPENBLAS_NUM_THREADS", threads, "OMP_WAIT_POLICY", "passive");
  }

  /// Of PyTorch: for example `PyTorch 1.13.0a0 (libblas.so.3), Python 3.11.2`.
  String version() {
    JsonNode versions = process.ask(Map.of("do", "version"));
    return "PyTorch %s (%s), Python %s"
        .formatted(
            versions.path("torch").stringValue(),
            versions.path("blas").stringValue(),
            versions.path("python").stringValue());
  }

  /// @param settings of one side alone
  void load(TrainingCase model, Path folder, int threads, Map<String, ?> settings) {
    Map<String, Object> command = new HashMap<>(settings);
    command.put("do", "load");
    command.put("folder", folder.toString());
    command.put("batches", model.batches());
    command.put("rate", RATE);
    command.put("threads", threads);
    process.ask(command);
  }

  Steps steps(int count) {
    JsonNode answer = process.ask(Map.of("do", "steps", "count", count));
    return new Steps(
        answer.path("losses").valueStream().map(JsonNode::doubleValue).toList(),
        answer.path("wall").doubleValue(),
        answer.path("processor").doubleValue());
  }

  /// Megabytes that the process holds, now and at most so far; Bagel's only.
  Memory memory() {
    JsonNode answer = process.ask(Map.of("do", "memory"));
    return new Memory(answer.path("now").longValue(), answer.path("peak").longValue());
  }

  @Override
  public void close() {
    process.close();
  }

  /// What some steps came to.
  ///
  /// @param wall seconds on the clock at the wall
  /// @param processor seconds of the process, all threads
  record Steps(List<Double> losses, double wall, double processor) {}

  record Memory(long now, long peak) {}
}
