package dev.bagel.prompting.context;

/// A block that a prompt has no room for. Blocks are left out whole, never cut.
///
/// @param number its place among the blocks that were given, from 0
/// @param size in the unit of the budget, with its fences and metadata
public record LeftOut(int number, Block block, int size, Reason reason) {
  /// Why.
  public enum Reason {
    /// It alone is more than there is room for beside the instruction.
    TOO_LARGE,
    /// Those before it took the room.
    NO_ROOM
  }
}
