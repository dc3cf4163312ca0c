package dev.bagel.torch.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.channels.FileChannel;
import java.util.zip.CRC32C;

/// Writes what [TokenFile] reads. For one thread.
final class TokenWriter {
  private static final int BUFFER = 1 << 20;

  private final FileChannel out;
  private final CRC32C crc = new CRC32C();
  private ByteBuffer buffer = ByteBuffer.allocate(BUFFER).order(ByteOrder.LITTLE_ENDIAN);
  private int entries;

  TokenWriter(FileChannel out, byte[] fingerprint) throws IOException {
    this.out = out;
    room(TokenLayout.HEADER);
    buffer.put(TokenLayout.MAGIC).put(fingerprint);
  }

  /// @param source the index of its source
  /// @param file the index of its file
  void add(Entry entry, int source, int file, long row) throws IOException {
    TrainingTokens tokens = entry.tokens();
    int[] ids = tokens.ids();
    int[] labels = tokens.labels();
    byte[] id = entry.id().getBytes(UTF_8);
    room(Math.addExact(TokenLayout.ENTRY + id.length, Math.multiplyExact(4, ids.length)));
    buffer.putInt(ids.length).putInt(tokens.learnt()).putInt(source).putInt(file);
    buffer.putInt(id.length).putInt(entry.continues() ? 1 : 0).putLong(row).putLong(entry.key());
    for (int i = 0; i < ids.length; i++) {
      buffer.putInt(labels[i] == TrainingTokens.IGNORED ? ids[i] : ~ids[i]);
    }
    buffer.put(id);
    entries = Math.addExact(entries, 1);
  }

  int entries() {
    return entries;
  }

  void finish(StoredFacts facts) throws IOException {
    byte[] json = facts.json();
    room(json.length + TokenLayout.TRAILER);
    buffer.put(json).putInt(entries).putInt(json.length);
    flush();
    room(Integer.BYTES);
    buffer.putInt((int) crc.getValue());
    flush();
  }

  private void room(int bytes) throws IOException {
    if (buffer.remaining() >= bytes) {
      return;
    }
    flush();
    if (buffer.capacity() < bytes) {
      buffer = ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }
  }

  private void flush() throws IOException {
    buffer.flip();
    crc.update(buffer.duplicate());
    while (buffer.hasRemaining()) {
      out.write(buffer);
    }
    buffer.clear();
  }
}
