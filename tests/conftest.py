"""Fixtures shared by the tests."""

from pathlib import Path

import pytest

CHECKOUT = Path(__file__).resolve().parent.parent


@pytest.fixture(scope="session")
def sample_file():
    """The sample report as it stands on disk."""
    return CHECKOUT / "data" / "reports" / "oic-contact-group-mali-2019-fr.txt"


@pytest.fixture(scope="session")
def parsed_sample(sample_file):
    """The sample report, read once for the whole session."""
    from ingest.pipeline import parse_report, read_source

    return parse_report(read_source(sample_file))


@pytest.fixture(scope="session")
def shared():
    """The folder of documents and tools that may stand beside the checkout."""
    folder = CHECKOUT.parent / "shared"
    if not folder.is_dir():
        pytest.skip("needs the folder ../shared beside the checkout, which is not there")
    return folder


@pytest.fixture(scope="session")
def encoder():
    """The packaged model, loaded once for the whole session."""
    import os

    from retrieval.encoder import load_encoder
    from ui.settings import Settings

    return load_encoder("packaged", Settings.from_env(os.environ).cache)


@pytest.fixture(scope="session")
def make_library(encoder, tmp_path_factory):
    """Return a new library with these reports: `make_library({"a.txt": "1. …"})`."""
    from ingest.pipeline import Source
    from retrieval.assistant import Assistant

    opened = []

    def make(files):
        made = Assistant(tmp_path_factory.mktemp("library"), lambda: encoder)
        opened.append(made)
        for name, text in files.items():
            made.add(Source(name, text.encode()))
        return made

    yield make
    for made in opened:
        made.close()


@pytest.fixture(scope="session")
def make_store(tmp_path_factory):
    """Return a new library without any vector: `make_store({"a.txt": "1. …"})`.

    What names reports and clauses needs none.
    """
    from ingest.pipeline import Source, add_report
    from ingest.store import Store

    opened = []

    def make(files):
        made = Store(tmp_path_factory.mktemp("library"))
        opened.append(made)
        for name, text in files.items():
            add_report(Source(name, text.encode()), made)
        return made

    yield make
    for made in opened:
        made.close()


@pytest.fixture(scope="session")
def assistant(make_library, sample_file):
    """A library that holds the sample report. Tests that change a library make their own."""
    from ingest.pipeline import read_source

    made = make_library({})
    made.add(read_source(sample_file))
    return made


@pytest.fixture(scope="session")
def sample_id(assistant):
    """The id of the sample report."""
    (report,) = assistant.reports()
    return report.id


@pytest.fixture(scope="session")
def make_model(tmp_path_factory):
    """Write a sentence-transformers model of random weights: `make_model("name", seed=1)`.

    Each letter is one token; a text has 64 at most. With `scores=1` it is a cross-encoder that
    gives a pair of texts so many scores; a pair has 512 at most.
    """
    import torch
    from sentence_transformers import SentenceTransformer
    from sentence_transformers.sentence_transformer.modules import (
        Normalize,
        Pooling,
        Transformer,
    )
    from tokenizers import Tokenizer, models, normalizers, pre_tokenizers, processors
    from transformers import (
        BertConfig,
        BertForSequenceClassification,
        BertModel,
        PreTrainedTokenizerFast,
    )

    special = ["[PAD]", "[UNK]", "[CLS]", "[SEP]"]
    vocabulary = [*special, *"abcdefghijklmnopqrstuvwxyzàâçéèêîïôùû0123456789.,;:'?!()-"]
    width, most_tokens = 16, 64

    def make(name, seed, scores=0):
        spelled = Tokenizer(
            models.WordLevel({piece: i for i, piece in enumerate(vocabulary)}, unk_token="[UNK]")
        )
        spelled.normalizer = normalizers.Lowercase()
        spelled.pre_tokenizer = pre_tokenizers.Sequence(
            [pre_tokenizers.WhitespaceSplit(), pre_tokenizers.Split("", "isolated")]
        )
        spelled.post_processor = processors.TemplateProcessing(
            single="[CLS] $A [SEP]",
            pair="[CLS] $A [SEP] $B:1 [SEP]:1",
            special_tokens=[("[CLS]", 2), ("[SEP]", 3)],
        )
        bert = tmp_path_factory.mktemp("bert")
        PreTrainedTokenizerFast(
            tokenizer_object=spelled,
            pad_token="[PAD]",
            unk_token="[UNK]",
            cls_token="[CLS]",
            sep_token="[SEP]",
        ).save_pretrained(bert)
        torch.manual_seed(seed)
        config = BertConfig(
            vocab_size=len(vocabulary),
            hidden_size=width,
            num_hidden_layers=1,
            num_attention_heads=2,
            intermediate_size=16,
            max_position_embeddings=512 if scores else most_tokens,
            num_labels=scores or 2,
            initializer_range=0.5 if scores else 0.02,  # scores far enough apart to be ordered by
        )
        if scores:
            BertForSequenceClassification(config).save_pretrained(bert)
            return bert
        BertModel(config).save_pretrained(bert)
        modules = [Transformer(str(bert), max_seq_length=most_tokens), Pooling(width), Normalize()]
        folder = tmp_path_factory.mktemp("models") / name
        SentenceTransformer(modules=modules, device="cpu").save(str(folder))
        return folder

    return make
