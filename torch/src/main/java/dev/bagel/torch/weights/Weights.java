package dev.bagel.torch.weights;

import dev.bagel.BagelException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/// The tensors of one model, which lie in files mapped into memory: nothing is read before it is
/// used, and what is not used for long takes no memory.
///
/// They are there until [#close]; after that, reading one from Java is an IllegalStateException.
/// Native code is not protected: tensors that it made on this memory must be gone before. So must
/// the files stay as they are: one that is cut while it is mapped ends in an InternalError in Java,
/// and in native code ends the process. Any thread may read and close.
public final class Weights implements AutoCloseable {
  private final Path source;
  private final Arena arena;
  private final Map<String, Weight> mapped;
  private final Map<String, Weight> copied = new ConcurrentHashMap<>();

  Weights(Path source, Arena arena, Map<String, Weight> mapped) {
    this.source = source;
    this.arena = arena;
    this.mapped = mapped;
  }

  /// Of all tensors, in the order of the files.
  public Set<String> names() {
    return Collections.unmodifiableSet(mapped.keySet());
  }

  /// One tensor. Where a file has it at an odd place, it is a copy, made once.
  ///
  /// @throws BagelException USER when there is none of this name
  /// @throws IllegalStateException when closed
  public Weight get(String name) {
    if (!arena.scope().isAlive()) {
      throw new IllegalStateException("the weights of " + source + " are closed");
    }
    Weight weight = mapped.get(name);
    if (weight == null) {
      throw BagelException.user(
          "%s has no tensor %s; is it the model that config.json beside it describes?"
              .formatted(source, Damage.quoted(name)));
    }
    return weight.data().address() % weight.type().bytes() == 0
        ? weight
        : copied.computeIfAbsent(name, _ -> copy(weight));
  }

  /// Older safetensors files have headers of any length, and tensors behind them anywhere, where
  /// native code may not load numbers from.
  private Weight copy(Weight weight) {
    MemorySegment copy = arena.allocate(weight.data().byteSize(), weight.type().bytes());
    copy.copyFrom(weight.data());
    return new Weight(weight.name(), weight.type(), weight.shape(), copy.asReadOnly());
  }

  /// Gives the memory back; a second time does nothing.
  @Override
  public synchronized void close() {
    if (arena.scope().isAlive()) {
      arena.close();
    }
  }
}
