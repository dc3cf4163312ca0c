package dev.bagel.cli;

import dev.bagel.BagelException;
import dev.bagel.chat.Message;
import dev.bagel.chat.PromptFormat;
import dev.bagel.chat.PromptStyle;
import dev.bagel.chat.Rendered;
import dev.bagel.chat.Style;
import dev.bagel.dataset.files.DataFile;
import dev.bagel.dataset.files.JsonLines;
import dev.bagel.dataset.files.ReadRow;
import dev.bagel.dataset.files.RowCursor;
import dev.bagel.dataset.files.RowFiles;
import dev.bagel.dataset.format.FormatSettings;
import dev.bagel.dataset.format.Formatting;
import dev.bagel.dataset.sample.Chance;
import dev.bagel.dataset.source.kit.ShareGpt;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/// `bagel render`: conversations in the formats that models are trained on.
@Command(
    name = "render",
    description =
        "Renders ShareGPT conversations (JSON lines): one line for each format and assistant turn, with line (of the input, from 0), format, input and output.",
    footer = {"", "Example: bagel render --format llama-2 --in chats.jsonl --system never"})
final class RenderCommand implements Callable<Integer> {
}
