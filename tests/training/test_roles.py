"""The role network in training: its input, its checkpoint and its agreement with the run time."""

import zipfile
from pathlib import Path

import numpy as np
import pytest
from training.conversion.frame_examples import read_examples, sentence_key
from training.conversion.propbank import read_roles
from training.inventory import frame_table

FRAMES = """<frameset><predicate lemma="hand"><roleset id="hand_over.02"><roles>
<role n="0" f="PAG"/><role n="1" f="PPT"/><role n="2" f="GOL"/><role n="m" f="LOC"/></roles>
<example><text>Ann handed the keys over -LRB- late -RRB-</text><propbank>
  <rel relloc="1 4">handed over</rel><arg type="ARG0" start="0" end="0">Ann</arg>
  <arg type="ARG1" start="2" end="3">the keys</arg></propbank></example>
<example><text>The keys were handed *-1 over</text><propbank><rel relloc="3">handed</rel>
  <arg type="ARG1" start="4" end="4">*-1</arg></propbank></example>
<example><text>Bo handed it over</text><propbank><rel relloc="1">handed</rel>
  <arg type="ARG1" start="3" end="3">it</arg></propbank></example>
<example><text>Cy handed it back</text><propbank><rel relloc="1">handed</rel>
  <arg type="ARG1" start="2" end="2">it</arg></propbank></example>
</roleset></predicate></frameset>"""


@pytest.fixture
def archive(tmp_path: Path) -> Path:
    with zipfile.ZipFile(tmp_path / "frames.zip", "w") as packed:
        packed.writestr("frames/hand.xml", FRAMES)
    return tmp_path / "frames.zip"


def test_examples_with_traces_or_wrong_places_are_passed_over(archive: Path) -> None:
    (document,) = read_examples(archive)
    assert document.starts == [0, 8]
    assert document.words[5:8] == ["(", "late", ")"]
    first, second = document.frames
    assert (first.word, first.roleset) == (1, "hand_over.02")
    assert first.arguments == [("ARG0", 0, 1), ("ARG1", 2, 4)]
    assert second.arguments == [("ARG1", 10, 11)]


def test_examples_that_are_scored_on_are_left_out(archive: Path) -> None:
    left_out = {sentence_key("ANN handed the keys over ( late )".split())}
    (document,) = read_examples(archive, left_out)
    assert document.words == ["Cy", "handed", "it", "back"]


def test_rolesets_share_frames_of_frequent_role_tags(archive: Path) -> None:
    roles = read_roles(archive)
    assert roles == {"hand_over.02": ["0-PAG", "1-PPT", "2-GOL"]}
    names = [f"r{i}.01" for i in range(20)] + ["rare.01", "new.01"]
    listed = {key: ["0-PAG"] for key in names[:20]} | {"rare.01": ["3-EXT"]}
    tags, frames, places = frame_table(names, listed)
    assert tags == ["0-PAG", "0", "1", "2", "3", "4", "5", "?"]
    assert [[tags[i] for i in frames[place]] for place in (places[0], *places[19:])] == [
        *(["0-PAG", "0"], ["0-PAG", "0"], ["3"], ["?"])
    ]


def test_a_checkpoint_gives_what_fits_by_name_and_shape() -> None:
    torch = pytest.importorskip("torch")
    from training.checkpoints import fitting, restore_optimiser, restored_average, trained_names

    def made(width: int, extra: bool) -> "torch.nn.Module":
        model = torch.nn.Module()
        model.encoder = torch.nn.Linear(2, 2)
        model.mixes = torch.nn.Linear(2, 1)
        model.heads = torch.nn.Module()
        if extra:
            model.heads.fresh = torch.nn.Linear(2, 2)
        model.heads.kept = torch.nn.Linear(2, 3)
        model.heads.widened = torch.nn.Linear(2, width)
        return model

    def optimiser_of(model: "torch.nn.Module") -> "torch.optim.AdamW":
        others = [*model.heads.parameters(), *model.mixes.parameters()]
        groups = [{"params": list(model.encoder.parameters())}, {"params": others}]
        return torch.optim.AdamW(groups, lr=0.1)

    old = made(2, extra=False)
    optimiser = optimiser_of(old)
    x = torch.ones(1, 2)
    total = old.encoder(x).sum() + old.mixes(x).sum()
    (total + 3 * old.heads.kept(x).sum() + old.heads.widened(x).sum()).backward()
    optimiser.step()
    names = [name for name, _ in old.named_parameters()]
    average = [torch.full_like(p, i) for i, p in enumerate(old.parameters())]
    state = {"model": old.state_dict(), "average": average, "optimiser": optimiser.state_dict()}

    new = made(5, extra=True)
    new.load_state_dict(fitting(state, new), strict=False)
    assert torch.equal(new.heads.kept.weight, old.heads.kept.weight)
    restored = dict(
        zip(
            trained_names([name for name, _ in new.named_parameters()]),
            restored_average(state, new),
            strict=True,
        )
    )
    assert (restored["heads.kept.weight"] == names.index("heads.kept.weight")).all()
    assert torch.equal(restored["heads.fresh.weight"], new.heads.fresh.weight)
    going = optimiser_of(new)
    restore_optimiser(state, new, going)
    for name in ("encoder", "mixes", "heads.kept"):
        found = going.state[new.get_submodule(name).weight]["exp_avg"]
        assert torch.equal(found, optimiser.state[old.get_submodule(name).weight]["exp_avg"])
    assert new.heads.widened.weight not in going.state
    assert new.heads.fresh.weight not in going.state


def test_padding_and_company_change_no_score() -> None:
    torch = pytest.importorskip("torch")
    from training.role_scorer import RoleScorer

    torch.manual_seed(0)
    scorer = RoleScorer(width=6, tags=3, labels=4).eval()
    places = torch.tensor([[0, 1, 2, -1, -1], [3, 4, 5, 6, 7]])
    inputs = (
        *(torch.randn(2, 6), torch.eye(3)[:2], torch.randn(8, 6), places),
        *(torch.full((2, 5), 16), torch.rand(2, 5, 14)),
    )
    both = scorer(*inputs)
    alone = scorer(
        *(inputs[0][:1], inputs[1][:1], inputs[2], places[:1, :3]),
        *(inputs[4][:1, :3], inputs[5][:1, :3]),
    )
    assert np.allclose(both[0, :3].detach(), alone[0].detach(), atol=1e-5)
    assert not np.allclose(both[1, :3].detach(), alone[0].detach(), atol=1e-2)
