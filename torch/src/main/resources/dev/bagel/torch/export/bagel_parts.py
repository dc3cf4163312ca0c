"""What torchtune's recipes need to read rows that are tokens already."""

import json
import math


class Padding:
    """All that recipes ask a tokenizer for when there is no text."""

    def __init__(self, pad_id, max_seq_len):
        self.pad_id = pad_id
        self.max_seq_len = max_seq_len


class Lines:
    """A file of JSON lines, of which each is read when it is asked for."""

    def __init__(self, file, columns):
        self.file = file
        self.columns = columns
        self.starts = []
        start = 0
        with open(file, "rb") as lines:
            for line in lines:
                self.starts.append(start)
                start += len(line)

    def __len__(self):
        return len(self.starts)

    def __getitem__(self, index):
        with open(self.file, "rb") as lines:
            lines.seek(self.starts[index])
            row = json.loads(lines.readline())
        return {name: row[column] for name, column in self.columns.items()}


def rows(tokenizer, file, packed=False):
    """Rows to imitate, with -100 for what is not learnt."""
    lines = Lines(file, {"tokens": "input_ids", "labels": "labels"})
    if not packed:
        return lines
    from torchtune.datasets import PackedDataset

    return PackedDataset(lines, max_seq_len=tokenizer.max_seq_len)


def pairs(tokenizer, file, packed=False):
    """Pairs of a better and a worse answer, each behind the whole prompt."""
    names = ["chosen_input_ids", "chosen_labels", "rejected_input_ids", "rejected_labels"]
    return Lines(file, {name: name for name in names})


def factor(step, shape, warmup, steps):
    """What the highest rate is multiplied by in a step, from 1 on, as in Bagel."""
    if step <= warmup:
        return step / warmup
    done = min(1.0, (step - 1 - warmup) / max(1, steps - warmup))
    return {"constant": 1.0, "linear": 1 - done, "cosine": (1 + math.cos(math.pi * done)) / 2}[shape]


def schedule(optimizer, shape, warmup, num_training_steps, last_epoch=-1):
    """Warm-up on a line, then as the shape says. A warm-up below 1 is a share of all steps."""
    from torch.optim.lr_scheduler import LambdaLR

    # halves go up, as in Bagel
    up = int(warmup) if warmup >= 1 else math.floor(warmup * num_training_steps + 0.5)
    up = min(up, num_training_steps)
    return LambdaLR(
        optimizer, lambda done: factor(done + 1, shape, up, num_training_steps), last_epoch
    )
