package dev.bagel.torch.export;

import dev.bagel.torch.card.Markdown;
import dev.bagel.torch.data.Dropped;
import dev.bagel.torch.train.Setting;
import java.util.Locale;
import java.util.Objects;

/// `README.md` of an export: what to run, what every setting has become, and what is not the same.
record ExportReadme(Trainer trainer, ExportedRun run, Layout layout, ExportCounts counts) {
  String text() {
    StringBuilder text = new StringBuilder();
    text.append("# %s, for %s\n\n".formatted(run.method().label(), trainer.label()));
    text.append(
        """
        Written by `bagel train %s --export %s` instead of training, for %s. No key was \
        tried on an installation of it: where it refuses one, its own documentation is right. Run this in the \
        folder, where the tool is installed:

        ```sh
        %s```

        """
            .formatted(
                run.method().label(),
                trainer.label(),
                number(run.devices(), "device"),
                layout.commands()));
    rows(text);
    text.append("## What is not as in a run of Bagel's\n\n");
    layout.remarks().forEach(remark -> text.append("- ").append(remark).append('\n'));
    text.append("- Rows come in the tool's own order, which the seed decides otherwise.\n");
    text.append("- Rows that a build had packed stand by themselves.\n\n");
    settings(text);
    return text.toString();
  }

  private void rows(StringBuilder text) {
    String things = run.prefers() ? "pair" : "row";
    text.append("## Rows\n\n");
    text.append(
        String.format(
            Locale.ROOT,
            "`%s` has %s of %,d tokens, %,d of them learnt, the longest of %,d. ",
            ExportedRows.TRAIN,
            number(counts.rows(), things),
            counts.tokens(),
            counts.learnt(),
            counts.longest()));
    text.append(
        counts.heldOut() == 0
            ? "None are held out.\n\n"
            : "`%s` has %s.\n\n"
                .formatted(ExportedRows.HELD_OUT, number(counts.heldOut(), "held-out " + things)));
    long all = counts.rows() + counts.heldOut();
    text.append(
        counts.exact() == all
            ? "All are read with the very tokens that Bagel trains on.\n"
            : String.format(
                Locale.ROOT,
                "**%,d of %,d are read with the very tokens that Bagel trains on.** Of the others"
                    + " the text, tokenized anew, has other tokens.\n",
                counts.exact(),
                all));
    for (Dropped dropped : counts.dropped()) {
      text.append("Left out: ").append(Markdown.text(dropped.toString())).append(".\n");
    }
    if (counts.cut() != null) {
      String cut = Objects.requireNonNull(counts.cut()).toString();
      text.append("Cut: ").append(Markdown.text(cut)).append(".\n");
    }
    text.append('\n');
  }

  private void settings(StringBuilder text) {
    text.append(
        "## What has become of each setting\n\n| setting | | in %s |\n|---|---|---|\n"
            .formatted(trainer.label()));
    for (Setting setting : Setting.values()) {
      text.append(
          "| %s | %s | %s |\n"
              .formatted(setting.label(), Markdown.code(run.text(setting)), layout.fate(setting)));
    }
  }

  private static String number(long count, String thing) {
    return String.format(Locale.ROOT, "%,d %s%s", count, thing, count == 1 ? "" : "s");
  }
}
