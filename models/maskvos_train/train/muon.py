"""Muon (Jordan et al. 2024): steps of matrices are momentum whose singular values have been made equal; all else takes
AdamW's.

    optimizer = Muon(model, lr=1e-3)
    optimizer.step()

A convolution's weight counts as a matrix (out, in * height * width). Steps are scaled to the root mean square of
AdamW's (Liu et al. 2025), so that both share one learning rate and one decay."""

import torch

# of the quintic a x + b x^3 + c x^5 that is applied five times; it need not converge to 1, only near it
A, B, C, TIMES = 3.4445, -4.7750, 2.0315, 5


def orthogonal(matrix):
    """The nearest matrix with singular values of about 1, (m, n). The polynomial is applied to the smaller of the two
    Gram matrices: a convolution's is an eighth of itself."""
    x = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    x = x / (x.norm() + 1e-7)
    gram = x @ x.T
    product = q = polynomial(gram)
    for _ in range(TIMES - 1):
        gram = q @ gram @ q
        q = polynomial(gram)
        product = q @ product
    x = product @ x
    return x if matrix.shape[0] <= matrix.shape[1] else x.T


def polynomial(gram):
    """What the quintic multiplies a matrix by, from that matrix's Gram matrix (n, n)."""
    q = torch.addmm(B * gram, gram, gram, alpha=C)
    q.diagonal().add_(A)
    return q


class Muon:
    def __init__(self, model, lr, weight_decay=1e-3, momentum=0.95):
        self.matrices = [p for p in model.parameters() if p.ndim in (2, 4) and min(p.shape[0], p[0].numel()) > 4]
        others = [p for p in model.parameters() if all(p is not m for m in self.matrices)]
        self.adam = torch.optim.AdamW(others, lr=lr, weight_decay=weight_decay)
        self.momentum, self.averages = momentum, [torch.zeros_like(p) for p in self.matrices]

    @property
    def param_groups(self):
        """One, whose "lr" and "weight_decay" are those of the matrices, too."""
        return self.adam.param_groups

    def zero_grad(self, set_to_none=True):
        self.adam.zero_grad(set_to_none)
        for p in self.matrices:
            p.grad = None

    @torch.no_grad()
    def step(self):
        self.adam.step()
        lr, decay = (self.param_groups[0][key] for key in ("lr", "weight_decay"))
        for p, average in zip(self.matrices, self.averages):
            if p.grad is None:
                continue
            average.lerp_(p.grad, 1 - self.momentum)
            step = orthogonal(p.grad.lerp(average, self.momentum).reshape(len(p), -1))
            p.mul_(1 - lr * decay)
            p.add_(step.view_as(p), alpha=-0.2 * lr * max(step.shape) ** 0.5)

    def state_dict(self):
        return {"adam": self.adam.state_dict(), "averages": self.averages}

    def load_state_dict(self, state):
        self.adam.load_state_dict(state["adam"])
        for own, saved in zip(self.averages, state["averages"], strict=True):
            own.copy_(saved)
