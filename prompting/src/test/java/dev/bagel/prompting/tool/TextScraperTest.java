package dev.bagel.prompting.tool;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.bagel.BagelException;
import dev.bagel.prompting.tool.ToolException.Again;
import dev.bagel.prompting.web.GuardedWeb;
import dev.bagel.prompting.web.StandIn;
import dev.bagel.prompting.web.WebSettings;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class TextScraperTest {
  private final StandIn site =
      new StandIn()
          .with("/a", 200, "text/html", "<title>A title</title><nav>x</nav><p>One</p><p>Two</p>")
          .with("/b", 200, "text/html", "<title>Same</title><h1>Same</h1><p>Three</p>")
          .with("/c", 200, "text/plain; charset=utf-8", "\n  plain <b>\ntext \n");
  private final GuardedWeb web = GuardedWeb.with(WebSettings.DEFAULTS.withLoopback(true));
  private final TextScraper scraper = TextScraper.of(web);

  @AfterEach
  void close() {
    site.close();
  }

  @Test
  void one_link_gives_its_page() throws Exception {
    assertThat(scraper.call("Read (" + site.url("/a") + "), please."))
        .isEqualTo("A title\n\nOne\n\nTwo");
    assertThat(scraper.call(site.url("/b"))).isEqualTo("Same\n\nThree");
    assertThat(scraper.call(site.url("/c"))).isEqualTo("plain <b>\ntext");
  }

  @Test
  void several_links_give_their_pages_in_order_and_say_what_failed() throws Exception {
    assertThat(
            scraper.call(
                "%s\n%s and %s, %s"
                    .formatted(
                        site.url("/b"), site.url("/gone"), site.url("/c"), "http://10.0.0.1/")))
        .isEqualTo(
            """
            %s
            Same

            Three

            %s
            Not read: %s answered with status 404

            %s
            plain <b>
            text

            http://10.0.0.1/
            Not read: the address is refused: 10.0.0.1 is not on the public web: an address that is\
             private is refused\
            """
                .formatted(site.url("/b"), site.url("/gone"), site.url("/gone"), site.url("/c")));
  }

  @Test
  void several_links_are_read_at_the_same_time() throws Exception {
    CyclicBarrier all = new CyclicBarrier(3); // opens when three requests are there at once
    for (String path : List.of("/1", "/2", "/3")) {
      site.with(
          path,
          exchange -> {
            try {
              all.await();
            } catch (Exception e) {
              throw new IllegalStateException(e);
            }
            exchange.sendResponseHeaders(200, 1);
            exchange.getResponseBody().write('x');
          });
    }

    assertThat(scraper.call(String.join(" ", site.url("/1"), site.url("/2"), site.url("/3"))))
        .doesNotContain("Not read");
  }

  @Test
  void a_call_fails_where_no_page_can_be_read() {
    site.with("/busy", 503, Map.of(), new byte[0]).with("/empty", 200, "text/html", "<nav>x</nav>");

    fails(site.url("/gone"), Again.USELESS, "status 404");
    fails(site.url("/busy"), Again.MAY_HELP, "status 503");
    fails(site.url("/empty"), Again.USELESS, "has no text that can be read");
    fails(site.url("/gone") + " " + site.url("/empty"), Again.USELESS, "none of 2 pages");
    fails(site.url("/gone") + " " + site.url("/busy"), Again.MAY_HELP, "none of 2 pages");
    fails("nothing", Again.USELESS, "no link to read");
  }

  @Test
  void what_is_too_much_is_cut_and_says_so() throws Exception {
    assertThat(new TextScraper(web, 2, 4).call(site.url("/c")))
        .isEqualTo("plai\n\n[Cut: 4 of 14 characters.]");
    assertThat(new TextScraper(web, 1, 100).call(site.url("/c") + " " + site.url("/b")))
        .isEqualTo(site.url("/c") + "\nplain <b>\ntext\n\n1 more links were not read.");
    site.with("/d", 200, "text/plain; charset=utf-8", "ab😀c");
    assertThat(new TextScraper(web, 1, 3).call(site.url("/d"))).startsWith("ab\n\n[Cut: 2 of 5");
    assertThatThrownBy(() -> new TextScraper(web, 0, 1)).isInstanceOf(BagelException.class);
  }

  @Test
  void an_interrupt_ends_all_of_it() throws Exception {
    CountDownLatch asked = new CountDownLatch(2);
    CountDownLatch over = new CountDownLatch(1);
    for (String path : List.of("/1", "/2")) {
      site.with(
          path,
          _ -> {
            asked.countDown();
            try {
              over.await();
            } catch (InterruptedException e) {
              throw new IllegalStateException(e);
            }
          });
    }
    List<Exception> ends = new CopyOnWriteArrayList<>();
    Thread call =
        Thread.ofPlatform()
            .start(
                () -> {
                  try {
                    scraper.call(site.url("/1") + " " + site.url("/2"));
                  } catch (ToolException | InterruptedException e) {
                    ends.add(e);
                  }
                });
    asked.await();
    call.interrupt();
    call.join();
    over.countDown();

    assertThat(ends).singleElement().isInstanceOf(InterruptedException.class);
  }

  private void fails(String input, Again again, String words) {
    assertThatThrownBy(() -> scraper.call(input))
        .isInstanceOfSatisfying(
            ToolException.class, e -> assertThat(e.again()).as(e.getMessage()).isEqualTo(again))
        .hasMessageContaining(words);
  }
}
