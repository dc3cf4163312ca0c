package dev.bagel.dataset.engine;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.Serializable;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// What the tests of engines run on.
///
/// @param id what its key is a hash of; null for no key
/// @param stratum null for none
public record Item(@Nullable String id, @Nullable String stratum, int rank, String text, Fate fate)
    implements Serializable {

  public sealed interface Fate extends Serializable permits Kept, Beaten, Rest {}

  public record Kept() implements Fate {}

  public record Beaten(int by) implements Fate {}

  public record Rest() implements Fate {}

  public static final Fate KEPT = new Kept();

  /// The better of two comes first.
  public static final Order<Item> BY_RANK =
      (a, b) -> {
        int byRank = Integer.compare(a.rank, b.rank);
        return byRank != 0 ? byRank : a.text.compareTo(b.text);
      };

  public static Item of(@Nullable String id, int rank) {
    return new Item(id, null, rank, "text of " + id, KEPT);
  }

  public static Item in(String stratum, @Nullable String id, int rank) {
    return new Item(id, stratum, rank, "text of " + id, KEPT);
  }

  public Item become(Fate next) {
    return new Item(id, stratum, rank, text, next);
  }

  public @Nullable Key key() {
    return id == null ? null : hash(id);
  }

  public Key keyOrRank() {
    return hash(id == null ? "rank " + rank : id);
  }

  public static Item lose(Item winner, Item loser) {
    return loser.become(new Beaten(winner.rank));
  }

  public static List<Item> distinct(int count) {
    return IntStream.range(0, count).mapToObj(i -> of("id " + i, i)).toList();
  }

  public static Key hash(String text) {
    try {
      ByteBuffer hash =
          ByteBuffer.wrap(MessageDigest.getInstance("SHA-256").digest(text.getBytes(UTF_8)));
      return new Key(hash.getLong(), hash.getLong());
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e);
    }
  }

  /// An order of whole items, for comparing what came out without its order.
  public static final Comparator<Item> ALL = Comparator.comparing(Item::toString);
}
