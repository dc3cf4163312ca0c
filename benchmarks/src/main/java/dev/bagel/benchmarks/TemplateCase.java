package dev.bagel.benchmarks;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// A template with what it is given.
///
/// @param name of the template: cases of one name share it
/// @param template in Jinja
/// @param variables by name, `messages` among them, as JSON values; what is not named is undefined
/// @param now the clock of `strftime_now`, as ISO 8601 writes it
record TemplateCase(
    String name, String template, Map<String, ? extends @Nullable Object> variables, String now) {}
