package dev.bagel.torch.generate;

import dev.langchain4j.exception.UnsupportedFeatureException;
import dev.langchain4j.model.chat.request.ChatRequestParameters;
import dev.langchain4j.model.chat.request.ResponseFormatType;
import dev.langchain4j.model.chat.request.ToolChoice;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/// What a request of LangChain4j's asks for, in place of a model's own settings.
final class ChatSettings {
  private ChatSettings() {}

  /// @throws UnsupportedFeatureException for all that a model in a folder cannot do
  static GenerationSettings of(
      ChatRequestParameters asked, GenerationSettings own, String name, long seed) {
    refuse(asked, name);
    Sampling sampling = own.sampling();
    return new GenerationSettings(
        Objects.requireNonNullElse(asked.maxOutputTokens(), own.mostTokens()),
        new Sampling(
            Objects.requireNonNullElse(asked.temperature(), sampling.temperature()),
            Objects.requireNonNullElse(asked.topK(), sampling.topK()),
            Objects.requireNonNullElse(asked.topP(), sampling.topP()),
            seed),
        asked.stopSequences().isEmpty() ? own.stops() : new Stops(asked.stopSequences()));
  }

  private static void refuse(ChatRequestParameters asked, String name) {
    refuse(isOther(asked.modelName(), name), "another modelName than " + name);
    refuse(isSet(asked.frequencyPenalty()), "frequencyPenalty");
    refuse(isSet(asked.presencePenalty()), "presencePenalty");
    refuse(!asked.toolSpecifications().isEmpty(), "toolSpecifications");
    refuse(asked.toolChoice() == ToolChoice.REQUIRED, "toolChoice REQUIRED");
    refuse(
        asked.responseFormat() != null && asked.responseFormat().type() == ResponseFormatType.JSON,
        "responseFormat JSON");
  }

  private static boolean isOther(@Nullable String asked, String name) {
    return asked != null && !asked.equals(name);
  }

  private static boolean isSet(@Nullable Double penalty) {
    return penalty != null && penalty != 0;
  }

  private static void refuse(boolean asked, String what) {
    if (asked) {
      throw new UnsupportedFeatureException("a model in a folder does not support " + what);
    }
  }
}
