package dev.bagel.torch.peers;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/// What processes tell each other beside their sums. All but [Hello] and [Refused] go to everybody,
/// by way of rank 0.
sealed interface Message {
  /// The first from anybody to rank 0.
  ///
  /// @param size how many processes it expects
  record Hello(Member member, int size) implements Message {}

  /// From rank 0: it is not to be.
  ///
  /// @param mistake whether a user can mend it by other settings
  record Refused(boolean mistake, String why) implements Message {}

  /// From rank 0, when all have come: one for each process.
  record Present(Member member) implements Message {}

  /// Where Gloo finds a process.
  @SuppressWarnings("ArrayRecordComponent") // handed on, never compared
  record Key(int rank, byte[] key) implements Message {}

  /// Every few seconds.
  ///
  /// @param calls how many calls of [Peers] it has begun
  record Alive(int rank, long calls) implements Message {}

  /// From rank 0: somebody is not there any more.
  record Lost(int rank, String why) implements Message {}

  /// It is done.
  record Bye(int rank) implements Message {}

  private static int tag(Message message) {
    return switch (message) {
      case Hello _ -> 1;
      case Refused _ -> 2;
      case Present _ -> 3;
      case Key _ -> 4;
      case Alive _ -> 5;
      case Lost _ -> 6;
      case Bye _ -> 7;
    };
  }

  /// Lengths are bounded: a text has at most 64 KB.
  static void write(Message message, DataOutput out) throws IOException {
    out.writeByte(tag(message));
    switch (message) {
      case Hello(Member member, int size) -> {
        write(member, out);
        out.writeInt(size);
      }
      case Refused(boolean mistake, String why) -> {
        out.writeBoolean(mistake);
        out.writeUTF(why);
      }
      case Present(Member member) -> write(member, out);
      case Key(int rank, byte[] key) -> {
        out.writeInt(rank);
        out.writeShort(key.length);
        out.write(key);
      }
      case Alive(int rank, long calls) -> {
        out.writeInt(rank);
        out.writeLong(calls);
      }
      case Lost(int rank, String why) -> {
        out.writeInt(rank);
        out.writeUTF(why);
      }
      case Bye(int rank) -> out.writeInt(rank);
    }
  }

  static Message read(DataInput in) throws IOException {
    int tag = in.readByte();
    return switch (tag) {
      case 1 -> new Hello(readMember(in), in.readInt());
      case 2 -> new Refused(in.readBoolean(), in.readUTF());
      case 3 -> new Present(readMember(in));
      case 4 -> new Key(in.readInt(), readBytes(in));
      case 5 -> new Alive(in.readInt(), in.readLong());
      case 6 -> new Lost(in.readInt(), in.readUTF());
      case 7 -> new Bye(in.readInt());
      default -> throw new IOException("no message begins with " + tag);
    };
  }

  private static void write(Member member, DataOutput out) throws IOException {
    out.writeInt(member.rank());
    out.writeLong(member.process());
    out.writeUTF(member.host());
    out.writeUTF(member.address());
  }

  private static Member readMember(DataInput in) throws IOException {
    return new Member(in.readInt(), in.readLong(), in.readUTF(), in.readUTF());
  }

  private static byte[] readBytes(DataInput in) throws IOException {
    byte[] bytes = new byte[in.readUnsignedShort()];
    in.readFully(bytes);
    return bytes;
  }
}
