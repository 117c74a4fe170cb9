"""How the source archive is built."""

from pathlib import Path
from typing import Any

from hatchling.builders.hooks.plugin.interface import BuildHookInterface


class Archive(BuildHookInterface[Any]):
    """Puts the module and the licence into the archive, which are elsewhere in the repository."""

    def initialize(self, version: str, build_data: dict[str, Any]) -> None:  # noqa: ARG002
        """Find them, unless this is such an archive, unpacked."""
        above = Path(self.root, "../../..").resolve()
        if Path(self.root, "src/claimsmith/claims.wasm").is_symlink():
            files = build_data["force_include"]
            files[str(above / "abi/claims.wasm")] = "src/claimsmith/claims.wasm"
            files[str(above / "LICENSE")] = "LICENSE"
