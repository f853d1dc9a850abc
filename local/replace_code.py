"""Replaces the code of deployed functions: replace_code.py LAMBDA_FOLDER STACK FUNCTION…

`cargo run` uses it where nothing of a deployment changed but the code: SAM would take ten times as long. Packing and
sending tens of megabytes is Python's because an unoptimised Rust build takes seconds for it.

It deliberately knows nothing of what it deploys: each function's folder holds one `bootstrap`.
"""

import io
import pathlib
import sys
import zipfile

import boto3


def pack(bootstrap):
    """The fastest compression: the package only crosses the loopback interface."""
    package = io.BytesIO()
    with zipfile.ZipFile(package, "w", zipfile.ZIP_DEFLATED, compresslevel=1) as archive:
        archive.write(bootstrap, "bootstrap")
    return package.getvalue()


def main():
    folder, stack, *functions = sys.argv[1:]
    client = boto3.client("lambda")
    for function in functions:
        package = pack(pathlib.Path(folder, function, "bootstrap"))
        client.update_function_code(FunctionName=f"{stack}-{function}", ZipFile=package)


if __name__ == "__main__":
    main()
