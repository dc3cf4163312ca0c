package dev.bagel.torch.run;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.time.Instant;

/// TensorBoard's `Event` in the wire format of protocol buffers, as far as runs need it
/// (`event.proto` and `summary.proto` of TensorFlow): one byte of field number and wire type before
/// each value.
final class EventMessage {
  private static final int VARINT = 0;
  private static final int FIXED_64 = 1;
  private static final int BYTES = 2;
  private static final int FIXED_32 = 5;

  private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

  private EventMessage() {}

  /// The first of a file: `wall_time` = 1, `file_version` = 3.
  static byte[] version(Instant time) {
    return event(time).text(3, "brain.Event:2").bytes();
  }

  /// A run that goes on: what other files hold of `step` and later holds no more. `step` = 2,
  /// `session_log` = 7 with `status` = 1, which is START = 1.
  static byte[] start(Instant time, long step) {
    return event(time).varint(2, step).message(7, new EventMessage().varint(1, 1)).bytes();
  }

  /// The values of a row: `summary` = 5 with a `value` = 1 for each, of `tag` = 1 and
  /// `simple_value` = 2, which is a 32-bit float.
  static byte[] scalars(MetricsRow row) {
    EventMessage summary = new EventMessage();
    row.values()
        .forEach(
            (name, value) ->
                summary.message(
                    1, new EventMessage().text(1, name).float32(2, value.floatValue())));
    return event(row.time()).varint(2, row.step()).message(5, summary).bytes();
  }

  private static EventMessage event(Instant time) {
    EventMessage event = new EventMessage();
    event.key(1, FIXED_64);
    event.bytes.writeBytes(
        little(Double.BYTES).putDouble(time.getEpochSecond() + time.getNano() / 1e9).array());
    return event;
  }

  private EventMessage varint(int field, long value) {
    key(field, VARINT);
    varint(value);
    return this;
  }

  private EventMessage float32(int field, float value) {
    key(field, FIXED_32);
    bytes.writeBytes(little(Float.BYTES).putFloat(value).array());
    return this;
  }

  private EventMessage text(int field, String text) {
    return block(field, text.getBytes(UTF_8));
  }

  private EventMessage message(int field, EventMessage message) {
    return block(field, message.bytes());
  }

  private EventMessage block(int field, byte[] block) {
    key(field, BYTES);
    varint(block.length);
    bytes.writeBytes(block);
    return this;
  }

  private byte[] bytes() {
    return bytes.toByteArray();
  }

  private void key(int field, int type) {
    bytes.write((field << 3) | type);
  }

  /// Seven bits a byte, the lowest first; the eighth says that more follow.
  private void varint(long value) {
    long rest = value;
    for (; (rest & ~0x7fL) != 0; rest >>>= 7) {
      bytes.write((int) ((rest & 0x7f) | 0x80));
    }
    bytes.write((int) rest);
  }

  private static ByteBuffer little(int size) {
    return ByteBuffer.allocate(size).order(ByteOrder.LITTLE_ENDIAN);
  }
}
