"""Muon (Jordan et al. 2024): steps of matrices are momentum whose singular values have been made equal; all else takes AdamW's.

    optimizer = Muon(model, lr=1e-3)
    optimizer.step()

A convolution's weight counts as a matrix (out, in * height * width). Steps are scaled to the root mean square of AdamW's
(Liu et al. 2025), so that both share one learning rate and one decay.
"""
import torch

# of the quintic a x + b x^3 + c x^5 that is applied five times; it need not converge to 1, only near it
A, B, C, TIMES = 3.4445, -4.7750, 2.0315, 5


def orthogonal(matrix):
    """The nearest matrix with singular values of about 1, (m, n). The polynomial is applied to the smaller of the two Gram
    matrices: a convolution's is an eighth of itself."""
    x = matrix if matrix.shape[0] <= matrix.shape[1] else matrix.T
    x = x / (x.norm() + 1e-7)
    gram, product, one = x @ x.T, torch.eye(len(x), device=x.device), torch.eye(len(x), device=x.device)
    for _ in range(TIMES):
        q = A * one + B * gram + C * gram @ gram
        product, gram = q @ product, q @ gram @ q
    x = product @ x
    return x if matrix.shape[0] <= matrix.shape[1] else x.T


class Muon(torch.optim.AdamW):

    def __init__(self, model, lr, weight_decay=1e-3, momentum=0.95):
        matrices = [p for p in model.parameters() if p.ndim in (2, 4) and min(p.shape[0], p[0].numel()) > 4]
        others = [p for p in model.parameters() if all(p is not m for m in matrices)]
        super().__init__([{"params": others}, {"params": matrices, "momentum": momentum}], lr=lr, weight_decay=weight_decay)

    @torch.no_grad()
    def step(self):
        adam, muon = self.param_groups
        self.param_groups = [adam]
        super().step()
        self.param_groups = [adam, muon]
        for p in muon["params"]:
            if p.grad is None:
                continue
            average = self.state[p].setdefault("momentum", torch.zeros_like(p))
            average.lerp_(p.grad, 1 - muon["momentum"])
            step = orthogonal(p.grad.lerp(average, muon["momentum"]).reshape(len(p), -1))
            p.mul_(1 - muon["lr"] * muon["weight_decay"])
            p.add_(step.view_as(p), alpha=-0.2 * muon["lr"] * max(step.shape) ** 0.5)
