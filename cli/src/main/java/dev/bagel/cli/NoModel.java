package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.langchain4j.model.chat.ChatModel;
import dev.langchain4j.model.chat.request.ChatRequest;
import dev.langchain4j.model.chat.response.ChatResponse;

/// Stands where a command was given no model: whoever asks it is told to name one.
final class NoModel implements ChatModel {
  @Override
  public ChatResponse doChat(ChatRequest request) {
    throw BagelException.resources("there is none: name one with --model");
  }
}
