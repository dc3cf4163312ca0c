package dev.bagel.torch.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// A process that trains along.
///
/// @param process its number on its machine
/// @param host the name of its machine
/// @param address at which Gloo listens there
record Member(int rank, long process, String host, String address) {
  /// This process.
  static Member self(int rank, String address) {
    return new Member(rank, ProcessHandle.current().pid(), localHost(), address);
  }

  /// Without asking a name server, which may take long or know nothing.
  private static String localHost() {
    try {
      return Files.readString(Path.of("/proc/sys/kernel/hostname")).strip();
    } catch (IOException _) {
      return "this machine";
    }
  }

  /// Such as `rank 2 (process 4711 on node7)`.
  @Override
  public String toString() {
    return "rank %d (process %d on %s)"
        .formatted(rank, process, host.replaceAll("[^A-Za-z0-9._ -]", "?"));
  }
}
