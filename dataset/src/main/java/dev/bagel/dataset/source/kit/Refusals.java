package dev.bagel.dataset.source.kit;

import dev.bagel.chat.Message;
import dev.bagel.chat.Role;
import dev.bagel.dataset.sample.Conversation;
import dev.bagel.dataset.sample.Detail;
import dev.bagel.dataset.sample.Drop;
import dev.bagel.dataset.sample.DropReason;
import dev.bagel.dataset.sample.Outcome;
import dev.bagel.dataset.sample.PlainText;
import dev.bagel.dataset.sample.Preference;
import dev.bagel.dataset.sample.Sample;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Finds answers in which the assistant declines, or speaks of being one.
///
/// Upper and lower case, and straight and curly apostrophes, are the same. A phrase counts only
/// with what makes it a refusal: "I cannot go" may be a story, "I cannot fulfil" is none.
public final class Refusals {
  private static final String NOT =
      "(?:cannot|can not|can't|could not|couldn't|won't|will not|must not|am not able to|'m not"
          + " able to|am unable to|'m unable to|won't be able to|will not be able to|am not going"
          + " to|'m not going to|(?:must|have to|will|'ll|would) (?:respectfully |politely"
          + " )?decline to|respectfully decline to|am not comfortable|'m not comfortable)";
  private static final String ADVERB =
      "(?: (?:therefore|really|ethically|in good"
          + " conscience|simply|knowingly|directly|actively|also))?";
  private static final String MODEL =
      "(?:AI|A\\.I\\.|artificial intelligence|(?:large )?language model|chat ?bot|virtual"
          + " assistant)";
  private static final String KIND =
      "(?: (?:language model|language|assistant|chat ?bot|model|system|program|bot))*";
  private static final String PERSON =
      "(?! (?:researcher|engineer|developer|student|expert|enthusiast|specialist|scientist|artist"
          + "|consultant|company|professional|ethicist|skeptic))";

  private static final Pattern REFUSAL =
      Pattern.compile(
          String.join(
              "|",
              // of being one
              "\\bas an? (?:\\w+ )?"
                  + MODEL
                  + KIND
                  + "(?: (?:developed|created|trained|made|built|designed) (?:by|to) [^,.\\n"
                  + "]{1,60})?,? (?:I\\b|my\\b|it(?:'s| is) (?:not |im|un|my))",
              "\\bI(?: am|'m) (?:just |only |merely |simply |also )*an? (?:\\w+ )?"
                  + MODEL
                  + "\\b"
                  + PERSON,
              "\\b(?:as of )?my (?:last|latest|most recent)? ?(?:knowledge|training)[-"
                  + " ](?:update|cut-?off)\\b",
              "\\bas of my (?:last|latest|most recent) (?:update|training)\\b",
              "\\bI(?: do not|'ve no| have no| don't) (?:have )?(?:any"
                  + " )?(?:personal|human|real|subjective)"
                  + " (?:opinion|feeling|emotion|belief|preference|experience|thought|bias|view)",
              "\\bI (?:do not|don't) have (?:\\w+ )?access to (?:the internet|the"
                  + " web|external|current|live|real-time|up-to-date|your personal|any"
                  + " (?:external|real-time|personal))",
              "\\bI (?:do not|don't|lack) (?:have )?(?:the )?(?:physical"
                  + " )?(?:ability|capability|capacity|means) to"
                  + " (?:access|browse|view|see|open|search|display|play|feel|generate|create|draw|predict|provide|process|perform|interact|experience|have)\\b",
              "\\b(?:my|against my) (?:programming|guidelines|content polic(?:y|ies)|ethical"
                  + " (?:guidelines|principles|programming))\\b",
              "\\bI(?: am|'m| was| have been) (?:\\w+ ){0,3}(?:by OpenAI|by Anthropic|by Google|by"
                  + " Meta)\\b",
              "\\b(?:violates?|against|breach(?:es)?) (?:OpenAI|Anthropic)(?:'s)?\\b",
              // of declining
              "\\bI"
                  + " ?"
                  + NOT
                  + ADVERB
                  + " (?:assist|fulfil|comply|condone|accommodate (?:this|that|your))",
              "\\bI ?"
                  + NOT
                  + ADVERB
                  + " (?:help|aid|support) (?:you )?(?:with|in|to do) (?:this|that|such|any|your"
                  + " request|anything)",
              "\\bI ?"
                  + NOT
                  + ADVERB
                  + " (?:\\w+"
                  + " ){1,6}?(?:request|prompt|illegal|unethical|harmful|inappropriate|offensive|explicit|hateful|discriminatory|violent|dangerous)\\b",
              "\\bI ?"
                  + NOT
                  + ADVERB
                  + " (?:provide|give|offer|share|generate|create|write|produce|answer|complete|discuss|engage|participate|promote|encourage|endorse|recommend|proceed)(?:ing)?(?:"
                  + " in| with)? (?:\\w+ )?(?:(?:any"
                  + " )?(?:content|material|guidance|instructions|advice|information|assistance|real-time|medical|legal|financial|personal)|(?:this|that|your|the)"
                  + " (?:request|question|prompt|task|type|kind|sort)|such)\\b",
              "\\b(?:sorry|apologi[sz]e|apologies|afraid|regret|unfortunately)\\b[^.!?\\n"
                  + "]{0,60}?\\bI ?"
                  + NOT
                  + ADVERB
                  + " (?:help|provide|offer|generate|create|write|produce|answer|complete|discuss|engage|participate|continue|share|give"
                  + " you (?:that|this|any|information|instructions|advice)|do that|do"
                  + " this|respond|translate|determine|process|understand)",
              "\\b(?:it (?:is|would be|'s)|that (?:is|would be|'s)) (?:not"
                  + " (?:appropriate|ethical|acceptable|right)|inappropriate|unethical|irresponsible|illegal)"
                  + " (?:or \\w+ )?for me to\\b",
              "\\bI (?:must|have to|will|would like to) (?:respectfully |politely"
                  + " )?(?:decline|refuse) (?:this|that|your|the|to)\\b",
              "\\b(?:is|goes|falls) (?:against|outside|beyond) my"
                  + " (?:programming|guidelines|principles|purpose|capabilities|abilities|scope)\\b"),
          Pattern.CASE_INSENSITIVE);
  private static final Pattern APOSTROPHE =
      Pattern.compile("[\\u2018\\u2019\\u02BC\\u0060\\u00B4]");

  private Refusals() {}

  /// The words that make the text a refusal.
  public static Optional<String> in(String text) {
    Matcher matcher = REFUSAL.matcher(APOSTROPHE.matcher(text).replaceAll("'"));
    return matcher.find() ? Optional.of(matcher.group()) : Optional.empty();
  }

  /// The same sample, or its drop where an answer of the assistant (of a pair, the chosen one) is a
  /// refusal.
  public static Outcome screen(Outcome outcome) {
    return switch (outcome) {
      case Conversation conversation ->
          conversation.messages().stream()
              .filter(message -> message.role() == Role.ASSISTANT)
              .map(Message::text)
              .flatMap(text -> in(text).stream())
              .findFirst()
              .<Outcome>map(words -> refusal(conversation, words))
              .orElse(conversation);
      case Preference pair ->
          in(pair.chosen()).<Outcome>map(words -> refusal(pair, words)).orElse(pair);
      case PlainText text -> text;
      case Drop drop -> drop;
    };
  }

  private static Drop refusal(Sample sample, String words) {
    return Drop.of(sample, DropReason.REFUSAL, Detail.of("words", words));
  }
}
