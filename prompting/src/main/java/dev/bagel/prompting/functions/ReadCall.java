package dev.bagel.prompting.functions;

import dev.langchain4j.agent.tool.ToolExecutionRequest;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// A call as a model wrote it, not yet checked: see [Functions#check].
///
/// @param function the name that the model gave
/// @param params in the order of the answer
public record ReadCall(String function, Map<String, Value> params) implements ReadAnswer {

  public ReadCall {
    params = Collections.unmodifiableMap(new LinkedHashMap<>(params));
  }

  /// What a model asked for through its provider's own interface for tools.
  public static ReadAnswer of(ToolExecutionRequest request) {
    try {
      String arguments = request.arguments();
      return new ReadCall(
          String.valueOf(request.name()),
          CallShape.params(new Value.Text(arguments == null ? "" : arguments)));
    } catch (Unclear e) {
      return Unreadable.because(e);
    }
  }
}
