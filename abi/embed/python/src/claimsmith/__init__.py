"""Decides which custom claims go into a token, and says why one is missing.

>>> from claimsmith import Engine
>>> engine = Engine.load()
>>> mapping = {"name": "country", "expression": "anonymous_session.metadata.country"}
>>> config = {"access_token": {"custom_claim_mappings": [mapping]}}
>>> session = {"metadata": {"country": "Spain"}}
>>> engine.evaluate(config, session, "https://api.shop.example")["access_token"]["claims"]
{'country': 'Spain'}
"""

from ._contract import RawResult
from ._engine import Audience, Engine, Json, Policy, Raw
from ._errors import EngineError, EngineErrorCode, PolicyError
from ._types import (
    Attribute,
    ClaimNames,
    Decision,
    Description,
    Explanation,
    Fix,
    Ignored,
    Limits,
    Outcome,
    Payload,
    PayloadTooLarge,
    PolicyWarning,
    Problem,
    Saml,
    Stop,
    Token,
    Userinfo,
    Validation,
    Version,
)

__all__ = [
    "Attribute",
    "Audience",
    "ClaimNames",
    "Decision",
    "Description",
    "Engine",
    "EngineError",
    "EngineErrorCode",
    "Explanation",
    "Fix",
    "Ignored",
    "Json",
    "Limits",
    "Outcome",
    "Payload",
    "PayloadTooLarge",
    "Policy",
    "PolicyError",
    "PolicyWarning",
    "Problem",
    "Raw",
    "RawResult",
    "Saml",
    "Stop",
    "Token",
    "Userinfo",
    "Validation",
    "Version",
]
