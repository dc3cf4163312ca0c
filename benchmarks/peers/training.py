"""The peer of `benchmarks/run training`: a Llama decoder in training, in plain PyTorch.

Reads commands from standard input, one JSON object a line, and answers each with one line:

    {"do": "version"}                               -> {"python": ..., "torch": ..., "blas": ...}
    {"do": "load", "folder": FOLDER, "batches": [[{"ids": [id, ...], "learnt": n}, ...], ...],
     "rate": r, "threads": n}
                                                    -> {"loaded": parameters}
    {"do": "steps", "count": n}     -> {"losses": [...], "wall": seconds, "processor": seconds}

The folder holds config.json and model.safetensors in single precision. Each step takes the next
batch in turn, learns as many tokens at the end of each row as it says, and moves all weights by
AdamW. Weights of norms do not decay. Rows of a batch are filled up to the longest, as the usual
collators do, and logits are computed for all places, as the usual models do.

Attention is written out, as PyTorch 1.13 has no public fused one.
"""

import json
import os
import platform
import sys
import time

import numpy
import torch
from torch import nn
from torch.nn import functional


IGNORED = -100  # as cross_entropy has it


def read_safetensors(path):
    """All tensors of a file of single-precision numbers."""
    with open(path, "rb") as file:
        header = json.loads(file.read(int.from_bytes(file.read(8), "little")))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name == "__metadata__":
            continue
        if entry["dtype"] != "F32":
            raise ValueError(f"{name} is of type {entry['dtype']}")
        begin, end = entry["data_offsets"]
        numbers = numpy.frombuffer(data[begin:end], dtype="<f4").reshape(entry["shape"])
        tensors[name] = torch.from_numpy(numbers.copy())
    return tensors


class Norm(nn.Module):
    def __init__(self, width, epsilon):
        super().__init__()
        self.weight = nn.Parameter(torch.ones(width))
        self.epsilon = epsilon

    def forward(self, x):
        return x * torch.rsqrt(x.square().mean(-1, keepdim=True) + self.epsilon) * self.weight


def rotated(x, cosines, sines):
    first, second = x.chunk(2, dim=-1)
    return x * cosines + torch.cat((-second, first), dim=-1) * sines


class Attention(nn.Module):
    def __init__(self, config):
        super().__init__()
        width = config["hidden_size"]
        self.heads = config["num_attention_heads"]
        self.groups = config["num_key_value_heads"]
        self.size = width // self.heads
        self.q_proj = nn.Linear(width, self.heads * self.size, bias=False)
        self.k_proj = nn.Linear(width, self.groups * self.size, bias=False)
        self.v_proj = nn.Linear(width, self.groups * self.size, bias=False)
        self.o_proj = nn.Linear(self.heads * self.size, width, bias=False)

    def forward(self, x, shared):
        batch, length, _ = x.shape
        cosines, sines, mask = shared
        queries = self.q_proj(x).view(batch, length, self.heads, self.size).transpose(1, 2)
        keys = self.k_proj(x).view(batch, length, self.groups, self.size).transpose(1, 2)
        values = self.v_proj(x).view(batch, length, self.groups, self.size).transpose(1, 2)
        queries = rotated(queries, cosines, sines)
        keys = rotated(keys, cosines, sines)
        if self.groups < self.heads:
            keys = keys.repeat_interleave(self.heads // self.groups, dim=1)
            values = values.repeat_interleave(self.heads // self.groups, dim=1)
        scores = queries @ keys.transpose(2, 3) * self.size**-0.5 + mask
        seen = functional.softmax(scores, dim=-1) @ values
        return self.o_proj(seen.transpose(1, 2).reshape(batch, length, -1))


class FeedForward(nn.Module):
    def __init__(self, config):
        super().__init__()
        width, inner = config["hidden_size"], config["intermediate_size"]
        self.gate_proj = nn.Linear(width, inner, bias=False)
        self.up_proj = nn.Linear(width, inner, bias=False)
        self.down_proj = nn.Linear(inner, width, bias=False)

    def forward(self, x):
        return self.down_proj(functional.silu(self.gate_proj(x)) * self.up_proj(x))


class Layer(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.input_layernorm = Norm(config["hidden_size"], config["rms_norm_eps"])
        self.self_attn = Attention(config)
        self.post_attention_layernorm = Norm(config["hidden_size"], config["rms_norm_eps"])
        self.mlp = FeedForward(config)

    def forward(self, x, shared):
        x = x + self.self_attn(self.input_layernorm(x), shared)
        return x + self.mlp(self.post_attention_layernorm(x))


class Decoder(nn.Module):
    def __init__(self, config):
        super().__init__()
        self.size = config["hidden_size"] // config["num_attention_heads"]
        self.theta = config["rope_theta"]
        self.embed_tokens = nn.Embedding(config["vocab_size"], config["hidden_size"])
        self.layers = nn.ModuleList(Layer(config) for _ in range(config["num_hidden_layers"]))
        self.norm = Norm(config["hidden_size"], config["rms_norm_eps"])
        self.lm_head = nn.Linear(config["hidden_size"], config["vocab_size"], bias=False)

    def shared(self, length):
        """Cosines, sines and the mask for texts of a length: computed once."""
        halves = torch.arange(0, self.size, 2, dtype=torch.float64)
        frequencies = self.theta ** (-halves / self.size)
        angles = torch.outer(torch.arange(length, dtype=torch.float64), frequencies).repeat(1, 2)
        mask = torch.full((length, length), float("-inf")).triu(1)
        return angles.cos().float(), angles.sin().float(), mask

    def forward(self, ids, shared):
        x = self.embed_tokens(ids)
        for layer in self.layers:
            x = layer(x, shared)
        # The last place of a row tells nothing that is learnt.
        return self.lm_head(self.norm(x[:, :-1]))


def filled(rows):
    """Ids and labels of rows, [rows, longest] each. Causal attention needs no mask for the ends."""
    longest = max(len(row["ids"]) for row in rows)
    ids = torch.zeros(len(rows), longest, dtype=torch.long)
    labels = torch.full_like(ids, IGNORED)
    for place, row in enumerate(rows):
        own = torch.tensor(row["ids"])
        ids[place, : len(own)] = own
        labels[place, len(own) - row["learnt"] : len(own)] = own[len(own) - row["learnt"] :]
    return ids, labels


class Training:
    def load(self, command):
        torch.set_num_threads(command["threads"])
        with open(os.path.join(command["folder"], "config.json")) as file:
            config = json.load(file)
        self.decoder = Decoder(config)
        weights = read_safetensors(os.path.join(command["folder"], "model.safetensors"))
        self.decoder.load_state_dict(
            {name.removeprefix("model."): tensor for name, tensor in weights.items()}
        )
        parameters = list(self.decoder.parameters())
        self.optimiser = torch.optim.AdamW(
            [
                {"params": [p for p in parameters if p.dim() > 1]},
                {"params": [p for p in parameters if p.dim() == 1], "weight_decay": 0},
            ],
            lr=command["rate"],
            betas=(0.9, 0.999),
            eps=1e-8,
            weight_decay=0.01,
            foreach=False,  # measured: the other way takes longer on a processor
        )
        self.batches = [filled(batch) for batch in command["batches"]]
        self.shared = self.decoder.shared(self.batches[0][0].shape[1])
        self.done = 0
        return {"loaded": sum(p.numel() for p in parameters)}

    def step(self):
        ids, labels = self.batches[self.done % len(self.batches)]
        self.optimiser.zero_grad(set_to_none=True)
        logits = self.decoder(ids, self.shared)
        loss = functional.cross_entropy(logits.flatten(0, 1), labels[:, 1:].flatten())
        loss.backward()
        self.optimiser.step()
        self.done += 1
        return loss.item()

    def steps(self, command):
        wall, processor = time.perf_counter(), time.process_time()
        losses = [self.step() for _ in range(command["count"])]
        return {
            "losses": losses,
            "wall": time.perf_counter() - wall,
            "processor": time.process_time() - processor,
        }


def libraries():
    """The shared libraries of this process whose names speak of BLAS."""
    with open("/proc/self/maps") as maps:
        paths = {line.split()[-1] for line in maps}
    return sorted(path for path in paths if "blas" in os.path.basename(path))


def blas():
    """The file that multiplies matrices: OpenBLAS where it is there, or else Debian's reference."""
    found = libraries()
    named = [path for path in found if "openblas" in os.path.basename(path)]
    return (named or found or ["none"])[0]


def answer(command, training):
    match command["do"]:
        case "version":
            return {
                "python": platform.python_version(),
                "torch": torch.__version__,
                "blas": os.path.basename(os.path.realpath(blas())),
            }
        case "load":
            return training.load(command)
        case "steps":
            return training.steps(command)
    raise ValueError("unknown command " + command["do"])


def main():
    training = Training()
    for line in sys.stdin:
        print(json.dumps(answer(json.loads(line), training)), flush=True)


if __name__ == "__main__":
    main()
