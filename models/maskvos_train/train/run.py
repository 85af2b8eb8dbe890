"""The loop that both networks are trained with: resumable, logged, scheduled by wall time.

A run is a folder: last.pt (everything that is needed to go on), log.csv. The learning rate warms up and falls along a
cosine over --minutes of training time; interrupted runs go on where they were, and a run that is given more minutes
goes on with the learning rate of its new share. `keep` writes its weights to be committed, `load` makes a network of
either."""

import argparse
import copy
import csv
import math
import os
import time
from pathlib import Path

import numpy as np
import torch

from .muon import Muon


class Run:
    def __init__(self, folder, model, minutes, lr=1e-3, weight_decay=1e-3, ema=0.999, init=None):
        """init: a file of weights, as `keep` writes them, for a run that does not exist yet."""
        self.folder, self.minutes, self.lr, self.decay = Path(folder), minutes, lr, ema
        self.folder.mkdir(parents=True, exist_ok=True)
        self.earlier = 0, 0.0  # steps and seconds of the runs that the first weights came from
        self.about = {}  # what has to be known with the weights: name -> number
        if init:
            state = torch.load(init, map_location="cpu")
            self.earlier = trained(state)
            missing, unexpected = model.load_state_dict(state["average"], strict=False)
            assert not unexpected, unexpected
            print("new, from their initialisation:", missing or "nothing", flush=True)
        self.model, self.average = model, copy.deepcopy(model).eval()
        self.optimizer = Muon(model, lr, weight_decay)
        self.step, self.seconds, self.sums, self.device_name = 0, 0.0, {}, "cpu"
        if (self.folder / "last.pt").exists():
            state = torch.load(self.folder / "last.pt", map_location=next(model.parameters()).device)
            self.model.load_state_dict(state["model"])
            self.average.load_state_dict(state["average"])
            self.optimizer.load_state_dict(state["optimizer"])
            self.step, self.seconds, self.earlier = state["step"], state["seconds"], state.get("earlier", (0, 0.0))
            print(f"resumed at step {self.step}, {self.seconds / 60:.1f} min", flush=True)
        self.clock = time.time()

    def share(self):
        """Of the training time that has passed, 0..1."""
        return min(1.0, self.seconds / (60.0 * self.minutes))

    def update(self, loss, parts):
        """One step of the optimiser. parts: name -> number, for the log."""
        share = self.share()
        rate = self.lr * min(1.0, (self.step + 1) / 300) * (0.02 + 0.98 * 0.5 * (1 + math.cos(math.pi * share)))
        for group in self.optimizer.param_groups:
            group["lr"] = rate
        self.optimizer.zero_grad(set_to_none=True)
        loss.backward()
        torch.nn.utils.clip_grad_norm_(self.model.parameters(), 1.0)
        self.optimizer.step()
        decay = min(self.decay, (self.step + 1) / (self.step + 20))
        with torch.no_grad():
            for a, b in zip(self.average.state_dict().values(), self.model.state_dict().values()):
                if a.dtype.is_floating_point:
                    a.lerp_(b, 1 - decay)
                else:
                    a.copy_(b)
        self.step += 1
        now = time.time()
        self.seconds, self.clock = self.seconds + now - self.clock, now
        for name, value in parts.items():
            self.sums[name] = self.sums.get(name, 0.0) + float(value)
        return share < 1.0

    def log(self, every=100):
        if self.step % every:
            return
        row = {"step": self.step, "minutes": round(self.seconds / 60, 2), "lr": self.optimizer.param_groups[0]["lr"]}
        row.update({k: round(v / every, 5) for k, v in self.sums.items()})
        self.sums = {}
        path = self.folder / "log.csv"
        new = not path.exists()
        with open(path, "a", newline="") as f:
            writer = csv.DictWriter(f, row.keys())
            if new:
                writer.writeheader()
            writer.writerow(row)
        print(" ".join(f"{k}={v:.5g}" for k, v in row.items()), flush=True)

    def save(self):
        state = {
            "model": self.model.state_dict(),
            "average": self.average.state_dict(),
            "optimizer": self.optimizer.state_dict(),
            "step": self.step,
            "seconds": self.seconds,
            "earlier": self.earlier,
            "about": self.about,
        }
        torch.save(state, self.folder / "last.pt.part")
        os.replace(self.folder / "last.pt.part", self.folder / "last.pt")


def parser(description, name, minutes, batch):
    """The options that both trainings share. name: of the run's checkpoint; minutes, batch: defaults."""
    options = argparse.ArgumentParser(description=description, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("--data", required=True)
    options.add_argument("--run", required=True)
    options.add_argument("--init", help=f"weights to begin a new run with, e.g. checkpoints/{name}.pt")
    options.add_argument("--minutes", type=float, default=minutes, help="training time in all, over all resumptions")
    options.add_argument("--rate", type=float, default=1e-3, help="learning rate at its highest")
    options.add_argument("--batch", type=int, default=batch)
    options.add_argument("--size", type=int, default=128, help="crop in px")
    options.add_argument("--threads", type=int, default=1)
    options.add_argument("--seed", type=int, default=1)
    options.add_argument(
        "--compile", action="store_true", help="fuse operators: some minutes of preparation, then about a fifth faster"
    )
    return options


def start(args, network):
    """Sets threads and seeds, then begins or resumes the run. network: makes the module. Returns run and generator."""
    torch.set_num_threads(args.threads)
    torch.set_flush_denormal(True)  # tiny numbers are slow on a CPU
    torch.manual_seed(args.seed)
    run = Run(
        args.run, network().to(device()).to(memory_format=torch.channels_last), args.minutes, args.rate, init=args.init
    )
    run.model.train()
    return run, np.random.default_rng(args.seed + run.step)


def device():
    return torch.device("cuda" if torch.cuda.is_available() else "cpu")


def keep(run, path, beside=None):
    """Writes a run's averaged weights and how they were trained, small enough to commit. beside: weights of another
    run, e.g. those that it began with; then the mean of both is kept."""
    state = torch.load(Path(run) / "last.pt", map_location="cpu")
    weights = state["average"]
    if beside:
        other = torch.load(beside, map_location="cpu")["average"]
        for name, value in weights.items():
            if value.dtype.is_floating_point:
                value.lerp_(other[name].float(), 0.5)
    # matrices as half floats, or the large network has 28 MB: finer than 8 bits, and flow moves by 0.001 px
    weights = {name: value.half() if value.ndim > 1 else value for name, value in weights.items()}
    torch.save(
        {"average": weights, **{k: state[k] for k in ("step", "seconds", "earlier", "about") if k in state}}, path
    )


def load(network, run):
    """The network, and what is known of it: steps and minutes of its training, and what the training says. network:
    makes the module; run: its folder, or a file of checkpoints/."""
    run = Path(run)
    state = torch.load(run / "last.pt" if run.is_dir() else run, map_location="cpu")
    about = state.get("about", {})
    net = network(about["width"]) if "width" in about else network()
    net.load_state_dict(state["average"])
    steps, seconds = trained(state)
    return net.eval(), {**about, "steps": steps, "minutes": round(seconds / 60)}


def trained(state):
    """Steps and seconds in all that a run's state, or weights that were kept, have seen; with those of earlier runs
    that they went on from."""
    steps, seconds = state.get("earlier", (0, 0.0))
    return steps + state["step"], seconds + state["seconds"]


def main():
    options = argparse.ArgumentParser(description="Writes a run's averaged weights, to be committed.")
    options.add_argument("run")
    options.add_argument("weights", help="file to write")
    options.add_argument("beside", nargs="?", help="other weights; then the mean of both is written")
    args = options.parse_args()
    keep(args.run, args.weights, args.beside)


if __name__ == "__main__":
    main()
