package dev.bagel.prompting;

import java.util.SplittableRandom;

/// What becomes of a model's answer on a bad day: cut off, said twice, in a loop, nested in itself,
/// with noise in it.
public final class Mutated {
  private static final int LONGEST = 200_000;
  private static final String NOISE =
      "{}[]()\"'`:,;=#|>-*_~\\/<&! \n\r\t\0\u0085\u2028\u00a0\u200b\u0301\ufeff\ud83d\ude00０é";

  private Mutated() {}

  /// The answer after one to six mishaps; the same for the same seed.
  ///
  /// @param pieces what may be put in
  public static String of(String answer, String[] pieces, SplittableRandom chance) {
    StringBuilder text = new StringBuilder(answer);
    for (int i = chance.nextInt(6); i >= 0; i--) {
      int at = chance.nextInt(text.length() + 1);
      int end = Math.min(text.length(), at + chance.nextInt(chance.nextInt(8) == 0 ? 200 : 8));
      switch (chance.nextInt(8)) {
        case 0 -> text.delete(at, end);
        case 1, 2 -> text.insert(at, pieces[chance.nextInt(pieces.length)]);
        case 3 -> text.insert(chance.nextInt(text.length() + 1), text.substring(at, end));
        case 4 -> text.insert(at, NOISE.charAt(chance.nextInt(NOISE.length())));
        case 5 -> text.setLength(chance.nextInt(4) == 0 ? at : text.length());
        case 6 -> {
          if (at < text.length()) {
            text.setCharAt(at, (char) (text.charAt(at) ^ 1 << chance.nextInt(8)));
          }
        }
        default -> repeat(text, at, end, chance);
      }
    }
    return text.toString();
  }

  /// Mostly a few times, seldom as a model that loops does; or around what stands in the middle.
  private static void repeat(StringBuilder text, int at, int end, SplittableRandom chance) {
    String unit = text.substring(at, end);
    int most = chance.nextInt(50) == 0 ? 3_000 : chance.nextInt(5) == 0 ? 40 : 3;
    int times = chance.nextInt(most);
    if ((long) unit.length() * times + text.length() < LONGEST) {
      text.insert(
          chance.nextBoolean() ? at : chance.nextInt(text.length() + 1), unit.repeat(times));
    }
  }
}
