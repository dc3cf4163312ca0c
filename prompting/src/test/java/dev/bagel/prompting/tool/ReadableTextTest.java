package dev.bagel.prompting.tool;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.jsoup.Jsoup;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ReadableTextTest {
  @Test
  void what_a_reader_reads_stays() {
    assertThat(
            read(
                """
                <html><head><title>t</title><style>p {}</style><script>var x = "<p>no</p>";</script></head>
                <body>
                <a class="skip-link" href="#m">Skip</a>
                <header><h1>Site</h1><nav><ul><li>Home<li>About</ul></nav></header>
                <div class="top-menu">Menu</div>
                <div id="cookie-banner"><p>We use cookies</p><button>Yes</button></div>
                <div class="breadcrumb">a &gt; b</div>
                <article>
                  <header><h1>How  bread
                     rises</h1></header>
                  <p>Yeast eats <b>sugar</b>, and <a href="/x">breathes</a>&nbsp;out.<br>So it rises.</p>
                  <p>Second&shy;ly, heat.</p><!-- a comment -->
                  <ul><li>flour</li><li><p>water</p></li><li>yeast<ul><li>fresh</li></ul></li></ul>
                  <table><tr><th>g</th><th>what</th></tr><tr><td>500</td><td>flour</td></tr></table>
                  <pre>knead
                  wait</pre>
                  <blockquote>Patience.</blockquote>
                  <aside>Buy a book</aside>
                  <footer>Shared 7 times</footer>
                </article>
                <aside>Related</aside>
                <footer>Imprint</footer>
                </body></html>
                """))
        .isEqualTo(
            """
            How bread rises

            Yeast eats sugar, and breathes out.
            So it rises.

            Secondly, heat.

            - flour
            - water
            - yeast
            - fresh

            g | what
            500 | flour

            knead
              wait

            Patience.\
            """);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<nav>x</nav>",
        "<div role=navigation>x</div>",
        "<div role=banner>x</div>",
        "<div role=dialog>We use cookies</div>",
        "<div class='cookie-consent'>x</div>",
        "<div id=onetrust-consent-sdk>x</div>",
        "<div class='a gdpr_overlay'>x</div>",
        "<section class=consent-banner>x</section>",
        "<div hidden>x</div>",
        "<div style='color: red; DISPLAY : none'>x</div>",
        "<div aria-hidden=true>x</div>",
        "<noscript>x</noscript>",
        "<template><p>x</p></template>",
        "<svg><text>x</text></svg>",
        "<button>x</button>",
        "<select><option>x</select>",
        "<textarea>x</textarea>",
        "<iframe>x</iframe>",
        "<div class=sidebar>x</div>",
        "<dialog open>x</dialog>",
        "<ul class='social share'><li>x</ul>",
        "<footer>x</footer>",
        "<header>x</header>"
      })
  void the_rest_goes(String boilerplate) {
    assertThat(read(boilerplate + "<p>Text</p>" + boilerplate)).isEqualTo("Text");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<div class='cookie-recipe'>Text</div>",
        "<div class=navy>Text</div>",
        "<div class='page has-sidebar-none'><p>Text</p></div>",
        "<div class=sidebar><main>Text</main></div>",
        "<form action=x><p>Text</p></form>",
        "<body class='nav footer'>Text",
        "<main class=menu>Text</main>",
        "Text"
      })
  void what_only_looks_like_it_stays(String page) {
    assertThat(read(page)).isEqualTo("Text");
  }

  @Test
  void the_main_part_is_taken_where_it_has_text() {
    assertThat(read("<p>Before</p><main><p>Text</p></main><p>After</p>")).isEqualTo("Text");
    assertThat(read("<p>Before</p><main><nav>x</nav></main>")).isEqualTo("Before");
    assertThat(read("<article>One</article><article>Two</article>")).isEqualTo("One\n\nTwo");
    assertThat(read("<frameset><frame src=x></frameset>")).isEmpty();
  }

  @Test
  void depth_and_width_are_no_trouble() {
    assertThat(read("<div class=nav>".repeat(100_000) + "x")).isEmpty();
    assertThat(read("<div><main>".repeat(50_000) + "x")).isEqualTo("x");
    assertThat(read("<nav></nav>".repeat(100_000) + "x")).isEqualTo("x");
  }

  @Property
  void any_text_is_a_page(@ForAll String html) {
    assertThat(read(html)).doesNotContain("\n\n\n\n");
  }

  private static String read(String html) {
    return ReadableText.of(Jsoup.parse(html));
  }
}
