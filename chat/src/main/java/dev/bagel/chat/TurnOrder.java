package dev.bagel.chat;

import java.util.List;

/// The order that every conversation keeps: at most one system text, then user, assistant, user,
/// assistant …
public final class TurnOrder {
  private TurnOrder() {}

  /// How many messages from the first on keep the order: all of them, or the index of the first
  /// that breaks it. Where a conversation may end is the caller's to check.
  public static int soundLength(List<Message> messages) {
    Role due = Role.USER;
    for (int i = 0; i < messages.size(); i++) {
      Role role = messages.get(i).role();
      if (i == 0 && role == Role.SYSTEM) {
        continue;
      }
      if (role != due) {
        return i;
      }
      due = role == Role.USER ? Role.ASSISTANT : Role.USER;
    }
    return messages.size();
  }
}
