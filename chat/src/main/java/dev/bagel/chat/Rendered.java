package dev.bagel.chat;

/// One assistant turn, ready for training.
///
/// @param input all that the model sees before it; the tokenizer puts BOS in front
/// @param output what the model shall write; the trainer appends EOS
public record Rendered(String input, String output) {}
