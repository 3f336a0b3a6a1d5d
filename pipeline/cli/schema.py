"""`wirecopy schema`: the JSON Schema of documents or of pipelines."""

from __future__ import annotations

import click
import msgspec

from pipeline.cli.options import load
from pipeline.config_schema import document_schema, pipeline_schema


@click.command(short_help="Print a JSON Schema.")
@click.argument("what", type=click.Choice(["document", "pipeline"]))
@click.option("--pipeline", "pipeline_file", metavar="YAML", help="With the plug-ins of this file.")
def command(what: str, pipeline_file: str | None) -> None:
    """Print the JSON Schema of the JSON rendition (document) or of pipeline files (pipeline).

    An editor uses it when the first line of a pipeline is a comment that names the file:
    # yaml-language-server: $schema=pipeline.schema.json
    """
    if what == "document":
        schema = document_schema()
    else:
        schema = pipeline_schema(load(pipeline_file).registry)
    click.echo(msgspec.json.format(msgspec.json.encode(schema), indent=1))
