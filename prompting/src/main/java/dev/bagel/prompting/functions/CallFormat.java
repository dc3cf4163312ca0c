package dev.bagel.prompting.functions;

/// How a model is asked to write its call. Its answer is read in either.
public enum CallFormat {
  JSON,
  YAML
}
