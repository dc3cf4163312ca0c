package dev.bagel.torch.peers;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.SocketException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;

/// A connection over which [Message]s go, between rank 0 and another. One thread reads, any send.
final class Wire implements AutoCloseable {
  /// Both sides begin with it, so that no other program is taken for one of ours.
  private static final byte[] GREETING = "bagel peers 1\n".getBytes(StandardCharsets.US_ASCII);

  private final Socket socket;
  private final DataInputStream in;
  private final OutputStream out;

  /// @throws IOException also when the other side is no process of ours
  Wire(Socket socket, Duration patience) throws IOException {
    this.socket = socket;
    socket.setTcpNoDelay(true);
    socket.setKeepAlive(true);
    this.in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
    this.out = socket.getOutputStream();
    patience(patience);
    out.write(GREETING);
    if (!Arrays.equals(in.readNBytes(GREETING.length), GREETING)) {
      throw new IOException("no greeting");
    }
  }

  /// How long [#read] waits.
  void patience(Duration patience) throws SocketException {
    socket.setSoTimeout(Math.toIntExact(patience.toMillis()));
  }

  InetAddress localAddress() {
    return socket.getLocalAddress();
  }

  /// @throws InterruptedIOException when nothing comes in time; it can go on then, as messages come
  ///   as a whole or not at all
  Message read() throws IOException {
    return Message.read(in);
  }

  /// Whoever does not listen any more is found out by reading.
  void send(Message message) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try {
      Message.write(message, new DataOutputStream(bytes));
      synchronized (out) {
        bytes.writeTo(out);
      }
    } catch (IOException _) {
      close();
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException _) {
      // it is gone
    }
  }
}
