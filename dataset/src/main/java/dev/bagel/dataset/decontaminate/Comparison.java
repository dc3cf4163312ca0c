package dev.bagel.dataset.decontaminate;

import java.io.Serializable;
import java.nio.file.Path;

/// How texts are compared with benchmark items. It travels to where the workers run.
///
/// @param vectors the folder in which vectors are kept that take long to compute; made where there
///   is none
/// @param exhaustive whether the sentence model looks at every pair: slow, and only to see what is
///   lost otherwise
public record Comparison(Rule rule, SentenceModel model, String vectors, boolean exhaustive)
    implements Serializable {

  Path folder() {
    return Path.of(vectors);
  }
}
