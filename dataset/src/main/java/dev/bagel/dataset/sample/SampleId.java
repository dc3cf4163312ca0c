package dev.bagel.dataset.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.bagel.chat.Message;
import dev.bagel.chat.Role;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import java.util.UUID;
import java.util.stream.Collectors;

/// Ids of samples: UUID version 5 (RFC 9562, SHA-1) in the OID namespace of the sample's key text,
/// as Python's `uuid.uuid5(uuid.NAMESPACE_OID, text)` gives.
public final class SampleId {
  private static final UUID OID = UUID.fromString("6ba7b812-9dad-11d1-80b4-00c04fd430c8");

  private SampleId() {}

  public static UUID of(String keyText) {
    MessageDigest sha1 = sha1();
    sha1.update(
        ByteBuffer.allocate(16)
            .putLong(OID.getMostSignificantBits())
            .putLong(OID.getLeastSignificantBits())
            .flip());
    ByteBuffer hash = ByteBuffer.wrap(sha1.digest(keyText.getBytes(UTF_8)));
    long high = (hash.getLong() & ~0xF000L) | 0x5000L; // version 5
    long low = (hash.getLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L; // variant 1
    return new UUID(high, low);
  }

  static UUID ofTurns(List<Message> messages) {
    return of(keyText(messages));
  }

  static String keyText(List<Message> messages) {
    return messages.stream()
        .filter(message -> message.role() == Role.USER)
        .map(Message::text)
        .collect(Collectors.joining("\n"));
  }

  private static MessageDigest sha1() {
    try {
      return MessageDigest.getInstance("SHA-1");
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError("every JDK has SHA-1", e);
    }
  }
}
