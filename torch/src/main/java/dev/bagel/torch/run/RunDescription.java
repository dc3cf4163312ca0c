package dev.bagel.torch.run;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/// What a run is, for its page of charts.
///
/// @param title as in "SFT of llama-260k on sampler"
/// @param steps how many steps it is to make; 0: not known
/// @param configuration its settings by name, in the order in which they are shown
public record RunDescription(String title, long steps, Map<String, String> configuration) {
  public RunDescription {
    configuration = Collections.unmodifiableMap(new LinkedHashMap<>(configuration));
  }
}
