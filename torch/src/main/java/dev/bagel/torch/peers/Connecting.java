package dev.bagel.torch.peers;

import dev.bagel.BagelException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.bytedeco.javacpp.PointerScope;
import org.bytedeco.javacpp.chrono.Milliseconds;
import org.bytedeco.pytorch.ByteVector;
import org.bytedeco.pytorch.FileStore;
import org.bytedeco.pytorch.ProcessGroupGloo;
import org.bytedeco.pytorch.StringVector;
import org.bytedeco.pytorch.gloo.Device;

/// How a [Mesh] comes about.
final class Connecting {
  /// Names the network interface, as for other programs on Gloo.
  private static final String INTERFACE = "GLOO_SOCKET_IFNAME";

  private static final long POLL_MILLIS = 20;

  private final RollCall calls;
  private final Duration timeout;
  private final Path file;

  private Connecting(RollCall calls, Duration timeout, Path file) {
    this.calls = calls;
    this.timeout = timeout;
    this.file = file;
  }

  static Mesh run(RollCall calls, Duration timeout) {
    Path folder = null;
    try {
      folder = Files.createTempDirectory("bagel-peers");
      Path file = folder.resolve("store");
      try {
        return new Connecting(calls, timeout, file).connect();
      } finally {
        Files.deleteIfExists(file);
        Files.deleteIfExists(folder);
      }
    } catch (IOException e) {
      throw BagelException.resources(
          "no temporary file can be made (%s): free space, or set java.io.tmpdir to another folder"
              .formatted(e.getMessage()),
          e);
    }
  }

  private Mesh connect() {
    try {
      CompletableFuture<Mesh> mesh = new CompletableFuture<>();
      Thread.ofPlatform()
          .daemon()
          .name("gloo")
          .start(
              () -> {
                try {
                  mesh.complete(Hushed.run(this::mesh));
                } catch (RuntimeException e) {
                  mesh.completeExceptionally(e);
                }
              });
      bring(mesh);
      return mesh.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw failed(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw BagelException.resources("interrupted while connecting to the other processes", e);
    }
  }

  private BagelException failed(Throwable cause) {
    return BagelException.resources(
        "the processes came together, but could not connect to each other: %s; see that a firewall lets all ports through between their machines"
            .formatted(calls.trouble(timeout)),
        cause);
  }

  /// Waits in native code until the store has all keys.
  private Mesh mesh() {
    try (var _ = new PointerScope()) {
      FileStore store = store();
      ProcessGroupGloo.Options options = ProcessGroupGloo.Options.create(millis(timeout));
      options.devices().push_back(device());
      ProcessGroupGloo group = new ProcessGroupGloo(store, rank(), size(), options);
      store.retainReference();
      group.retainReference();
      return new Mesh(group, store);
    }
  }

  private FileStore store() {
    FileStore store = new FileStore(file.toString(), -1);
    store.setTimeout(millis(timeout));
    return store;
  }

  private Device device() {
    String name = System.getenv(INTERFACE);
    return name == null || name.isEmpty()
        ? ProcessGroupGloo.createDeviceForHostname(calls.roll().self().address())
        : ProcessGroupGloo.createDeviceForInterface(name);
  }

  private static Milliseconds millis(Duration time) {
    return new Milliseconds(time.toMillis());
  }

  private int rank() {
    return calls.roll().self().rank();
  }

  private int size() {
    return calls.roll().members().size();
  }

  /// Brings the keys of the others into the store, by another handle of it: the group's is busy.
  private void bring(CompletableFuture<?> mesh) throws InterruptedException {
    try (var _ = new PointerScope()) {
      FileStore store = store();
      StringVector own = new StringVector(key(rank()));
      while (!store.check(own)) {
        if (mesh.isDone()) {
          return; // it failed
        }
        Thread.sleep(POLL_MILLIS);
      }
      Optional<List<byte[]>> keys = calls.exchange(bytes(store.get(key(rank()))), timeout);
      if (keys.isEmpty()) {
        mesh.completeExceptionally(new TimeoutException("a process left"));
        return;
      }
      for (int rank = 0; rank < size(); rank++) {
        if (rank != rank()) {
          store.set(key(rank), new ByteVector(keys.get().get(rank)));
        }
      }
    }
  }

  /// As Gloo's group names it.
  private static String key(int rank) {
    return "0/" + rank;
  }

  private static byte[] bytes(ByteVector vector) {
    byte[] bytes = new byte[Math.toIntExact(vector.size())];
    for (int i = 0; i < bytes.length; i++) {
      bytes[i] = vector.get(i);
    }
    return bytes;
  }
}
