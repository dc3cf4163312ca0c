package dev.bagel.chat.template;

import java.time.LocalDateTime;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// What a rendering is given beside messages and tools. Start at [#DEFAULTS] and change with the
/// `with` methods.
///
/// @param addGenerationPrompt whether the text ends where the assistant's next turn begins
/// @param bosToken null for the one of the model folder that the template is from
/// @param eosToken likewise
/// @param variables others that the template may read, by name; a null value is Python's None. They
///   come before those above
/// @param absent names that are undefined whatever else gives them
/// @param now what `strftime_now` tells; null for the clock of the machine, so that a template that
///   dates its text is not rendered the same tomorrow. What must come out the same again, such as
///   training data, is given a time
/// @param limits what the rendering may use
public record TemplateOptions(
    boolean addGenerationPrompt,
    @Nullable String bosToken,
    @Nullable String eosToken,
    Map<String, ? extends @Nullable Object> variables,
    Set<String> absent,
    @Nullable LocalDateTime now,
    TemplateLimits limits) {
  /// No generation prompt, the model's own tokens, the clock of the machine.
  public static final TemplateOptions DEFAULTS =
      new TemplateOptions(false, null, null, Map.of(), Set.of(), null, TemplateLimits.DEFAULTS);

  public TemplateOptions {
    variables = Collections.unmodifiableMap(new HashMap<String, @Nullable Object>(variables));
    absent = Set.copyOf(absent);
  }

  public TemplateOptions withGenerationPrompt(boolean add) {
    return new TemplateOptions(add, bosToken, eosToken, variables, absent, now, limits);
  }

  public TemplateOptions withBosToken(String token) {
    return new TemplateOptions(
        addGenerationPrompt, token, eosToken, variables, absent, now, limits);
  }

  public TemplateOptions withEosToken(String token) {
    return new TemplateOptions(
        addGenerationPrompt, bosToken, token, variables, absent, now, limits);
  }

  /// Adds a variable, for example `enable_thinking`.
  ///
  /// @param value null for Python's None
  public TemplateOptions with(String name, @Nullable Object value) {
    Map<String, @Nullable Object> more = new HashMap<>(variables);
    more.put(name, value);
    return new TemplateOptions(addGenerationPrompt, bosToken, eosToken, more, absent, now, limits);
  }

  /// Leaves a name undefined.
  public TemplateOptions without(String name) {
    Set<String> more = new HashSet<>(absent);
    more.add(name);
    return new TemplateOptions(
        addGenerationPrompt, bosToken, eosToken, variables, more, now, limits);
  }

  /// @param time that `strftime_now` tells
  public TemplateOptions at(LocalDateTime time) {
    return new TemplateOptions(
        addGenerationPrompt, bosToken, eosToken, variables, absent, time, limits);
  }

  /// Bounds what the rendering may use.
  public TemplateOptions within(TemplateLimits bounds) {
    return new TemplateOptions(
        addGenerationPrompt, bosToken, eosToken, variables, absent, now, bounds);
  }
}
