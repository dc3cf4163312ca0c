package dev.bagel.torch.data;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.BagelException;
import dev.bagel.dataset.files.FileTrouble;
import dev.bagel.dataset.tokenizer.TrainingTokens;
import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import java.util.zip.CRC32C;

/// Entries on disk, mapped, so that the heap holds their offsets alone. May be used by many threads
/// until it is closed.
///
/// The file: [TokenLayout#MAGIC], the fingerprint of what the tokens were made from, the entries,
/// what [StoredFacts] tells as JSON, and at the end how many entries and how long that JSON is, and
/// a CRC-32C of all before it. All numbers are little endian.
final class TokenFile implements AutoCloseable {
  private static final long CHUNK = 1 << 30;

  private final Arena arena;
  private final MemorySegment file;
  private final long[] offsets;
  private final StoredFacts facts;

  private TokenFile(Arena arena, MemorySegment file, long[] offsets, StoredFacts facts) {
    this.arena = arena;
    this.file = file;
    this.offsets = offsets;
    this.facts = facts;
  }

  /// Opens a file of these tokens; empty where there is none, it was made from something else, or
  /// it is damaged.
  ///
  /// @throws BagelException RESOURCES where it is there and cannot be read
  static Optional<TokenFile> open(Path path, byte[] fingerprint) {
    if (!Files.isRegularFile(path)) {
      return Optional.empty();
    }
    Arena arena = Arena.ofShared();
    Optional<TokenFile> opened = Optional.empty();
    try (FileChannel channel = FileChannel.open(path)) {
      MemorySegment file = channel.map(FileChannel.MapMode.READ_ONLY, 0, channel.size(), arena);
      opened = read(arena, file, fingerprint);
      return opened;
    } catch (IOException e) {
      throw FileTrouble.reading(path.toString(), path, e);
    } finally {
      if (opened.isEmpty()) {
        arena.close();
      }
    }
  }

  private static Optional<TokenFile> read(Arena arena, MemorySegment file, byte[] fingerprint) {
    long size = file.byteSize();
    if (size < TokenLayout.HEADER + TokenLayout.TRAILER
        || !bytes(file, 0, TokenLayout.MAGIC.length, TokenLayout.MAGIC)
        || !bytes(file, TokenLayout.MAGIC.length, fingerprint.length, fingerprint)) {
      return Optional.empty();
    }
    long trailer = size - TokenLayout.TRAILER;
    if (checksum(file.asSlice(0, size - Integer.BYTES))
        != file.get(TokenLayout.INT, size - Integer.BYTES)) {
      return Optional.empty();
    }
    int entries = file.get(TokenLayout.INT, trailer);
    int json = file.get(TokenLayout.INT, trailer + Integer.BYTES);
    StoredFacts facts =
        StoredFacts.of(file.asSlice(trailer - json, json).toArray(ValueLayout.JAVA_BYTE));
    long[] offsets = new long[entries];
    long at = TokenLayout.HEADER;
    for (int i = 0; i < entries; i++) {
      offsets[i] = at;
      at +=
          TokenLayout.ENTRY
              + (long) Integer.BYTES * file.get(TokenLayout.INT, at + TokenLayout.SIZE)
              + file.get(TokenLayout.INT, at + TokenLayout.ID_BYTES);
    }
    return Optional.of(new TokenFile(arena, file, offsets, facts));
  }

  private static boolean bytes(MemorySegment file, long at, int length, byte[] expected) {
    return Arrays.equals(file.asSlice(at, length).toArray(ValueLayout.JAVA_BYTE), expected);
  }

  private static int checksum(MemorySegment all) {
    CRC32C crc = new CRC32C();
    for (long at = 0; at < all.byteSize(); at += CHUNK) {
      crc.update(all.asSlice(at, Math.min(CHUNK, all.byteSize() - at)).asByteBuffer());
    }
    return (int) crc.getValue();
  }

  StoredFacts facts() {
    return facts;
  }

  /// How many entries it has.
  int size() {
    return offsets.length;
  }

  /// How many tokens an entry has.
  int tokens(int entry) {
    return number(entry, TokenLayout.SIZE);
  }

  int learnt(int entry) {
    return number(entry, TokenLayout.LEARNT);
  }

  /// The index of its source in [StoredFacts#sources].
  int source(int entry) {
    return number(entry, TokenLayout.SOURCE);
  }

  /// The index of its file.
  int fileOf(int entry) {
    return number(entry, TokenLayout.FILE);
  }

  boolean continues(int entry) {
    return number(entry, TokenLayout.CONTINUES) != 0;
  }

  long row(int entry) {
    return file.get(TokenLayout.LONG, offsets[entry] + TokenLayout.ROW);
  }

  long key(int entry) {
    return file.get(TokenLayout.LONG, offsets[entry] + TokenLayout.KEY);
  }

  String id(int entry) {
    long at = offsets[entry] + TokenLayout.ENTRY + (long) Integer.BYTES * tokens(entry);
    return new String(
        file.asSlice(at, number(entry, TokenLayout.ID_BYTES)).toArray(ValueLayout.JAVA_BYTE),
        UTF_8);
  }

  TrainingTokens read(int entry) {
    int[] ids = new int[tokens(entry)];
    boolean[] learnt = new boolean[ids.length];
    MemorySegment.copy(
        file, TokenLayout.INT, offsets[entry] + TokenLayout.ENTRY, ids, 0, ids.length);
    for (int i = 0; i < ids.length; i++) {
      learnt[i] = ids[i] < 0;
      ids[i] = learnt[i] ? ~ids[i] : ids[i];
    }
    return TrainingTokens.of(ids, learnt);
  }

  private int number(int entry, long field) {
    return file.get(TokenLayout.INT, offsets[entry] + field);
  }

  @Override
  public void close() {
    arena.close();
  }
}
