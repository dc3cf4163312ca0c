package dev.bagel.cli;

import dev.bagel.chat.Message;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/// What was said in a chat so far.
final class ChatHistory {
  private final Optional<Message> system;
  private final List<Message> turns = new ArrayList<>();

  ChatHistory(Optional<String> system) {
    this.system = system.map(Message::system);
  }

  /// All that was said, with what somebody says now.
  List<Message> with(String text) {
    List<Message> all = new ArrayList<>();
    system.ifPresent(all::add);
    all.addAll(turns);
    all.add(Message.user(text));
    return all;
  }

  /// What somebody says now, as if nothing was said before.
  List<Message> alone(String text) {
    return new ChatHistory(system.map(Message::text)).with(text);
  }

  void add(String text, String answer) {
    turns.add(Message.user(text));
    turns.add(Message.assistant(answer));
  }

  void clear() {
    turns.clear();
  }

  /// Forgets the earliest exchanges, as many as have to go for what somebody says now.
  ///
  /// @return how many
  int makeRoom(String text, Predicate<List<Message>> hasRoom) {
    int forgotten = 0;
    while (!turns.isEmpty() && !hasRoom.test(with(text))) {
      turns.subList(0, 2).clear();
      forgotten++;
    }
    return forgotten;
  }
}
