package dev.bagel.prompting.tool;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class HyperlinkExtractorTest {
  private final HyperlinkExtractor extractor = new HyperlinkExtractor();

  @ParameterizedTest
  @CsvSource(
      delimiter = '→',
      quoteCharacter = '§',
      value = {
        "See https://a.example/b. → https://a.example/b",
        "See https://a.example/b, or not → https://a.example/b",
        "(see https://a.example/b) → https://a.example/b",
        "(see https://a.example/b_(c)). → https://a.example/b_(c)",
        "https://en.wikipedia.org/wiki/Java_(island) → https://en.wikipedia.org/wiki/Java_(island)",
        "https://en.wikipedia.org/wiki/A_(b_(c)) → https://en.wikipedia.org/wiki/A_(b_(c))",
        "[text](https://a.example/b) → https://a.example/b",
        "[text](https://a.example/b_(c)) → https://a.example/b_(c)",
        "[text](https://a.example/b \"title\") → https://a.example/b",
        "**https://a.example/b** → https://a.example/b",
        "_https://a.example/b_ → https://a.example/b",
        "`https://a.example/b` → https://a.example/b",
        "<https://a.example/b> → https://a.example/b",
        "\"https://a.example/b\" → https://a.example/b",
        "'https://a.example/b' → https://a.example/b",
        "“https://a.example/b” → https://a.example/b",
        "«https://a.example/b» → https://a.example/b",
        "<a href=\"https://a.example/?x=1&amp;y=2\">b</a> → https://a.example/?x=1&y=2",
        "<a href='https://a.example/b'>https://a.example/b</a> → https://a.example/b",
        "{\"url\": \"https://a.example/b\"} → https://a.example/b",
        "[https://a.example/b] → https://a.example/b",
        "Really, https://a.example/b?! → https://a.example/b",
        "https://a.example/b… → https://a.example/b",
        "https://a.example/?q=a,b;c:d → https://a.example/?q=a,b;c:d",
        "https://a.example/b#c-d → https://a.example/b#c-d",
        "https://a.example/~b/c_d-e.html → https://a.example/~b/c_d-e.html",
        "看https://a.example/b。然后 → https://a.example/b",
        "https://de.example/Köln → https://de.example/Köln",
        "http://[2606:4700::1111]/x → http://[2606:4700::1111]/x",
        "HTTPS://A.example/B → HTTPS://A.example/B",
        "https://web.example/2020/https://a.example/ → https://web.example/2020/https://a.example/",
        "https://a.example/?to=https://b.example/ → https://a.example/?to=https://b.example/",
        "xhttps://a.example/ → https://a.example/",
        "https://user@a.example:8080/ → https://user@a.example:8080/"
      })
  void a_link_is_taken_as_a_reader_would(String text, String link) {
    assertThat(extractor.call(text)).isEqualTo(link);
  }

  @Test
  void links_come_in_the_order_of_the_text_and_none_twice() {
    assertThat(
            extractor.call(
                """
                2. https://b.example/, 1. http://a.example
                https://B.example:443/ and http://a.example/ again; https://b.example/#part
                https://c.example,https://d.example|https://e.example;(https://f.example)
                [https://g.example](https://g.example/x)\
                """))
        .isEqualTo(
            """
            https://b.example/
            http://a.example
            https://b.example/#part
            https://c.example
            https://d.example
            https://e.example
            https://f.example
            https://g.example
            https://g.example/x\
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "no link",
        "http://",
        "https://.",
        "https:///",
        "http://[::1",
        "ftp://a.example/",
        "http:// a.example",
        "http://a.example:99999/",
        "http://?",
        "http://%zz%/",
        "www.example.com"
      })
  void what_is_no_link_is_none(String text) {
    assertThat(extractor.call(text)).isEqualTo("No links.");
  }

  @Test
  void a_long_row_of_beginnings_takes_no_longer_than_its_length() {
    assertThat(HyperlinkExtractor.linksIn("http://),".repeat(300_000))).isEmpty();
    assertThat(HyperlinkExtractor.linksIn("http://a(".repeat(300_000))).hasSize(1);
    assertThat(HyperlinkExtractor.linksIn("http://a,,".repeat(300_000))).hasSize(1);
  }

  @Property
  void what_comes_out_stands_in_the_text_and_is_a_web_address(@ForAll List<String> words) {
    String text = String.join(" https://a.example/", words);

    for (String link : HyperlinkExtractor.linksIn(text)) {
      assertThat(text.replace("&amp;", "&")).contains(link);
      assertThat(HttpUrl.parse(link)).isNotNull();
      assertThat(HyperlinkExtractor.linksIn(link)).containsExactly(link);
    }
  }
}
