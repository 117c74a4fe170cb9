// Sample sessions and audiences from the provider's documented use cases.

export interface SessionPreset {
  label: string;
  session: unknown;
}

const ANONYMOUS = {
  session_id: "sess_12345",
  user_id: "anon|a7f3b2c9e1",
  created_at: "2026-05-01T10:00:00Z",
  expires_at: "2026-05-31T10:00:00Z",
};

const USER = {
  user_id: "auth0|5f7c8ec7c33c6c004bbafe82",
  email: "ana@shop.example",
  email_verified: true,
  name: "Ana García",
  user_metadata: { language: "es-ES" },
  app_metadata: { tier: "gold", employee_id: "e-1042" },
};

export const SESSIONS: readonly SessionPreset[] = [
  { label: "Session id only", session: ANONYMOUS },
  {
    label: "Personalization",
    session: {
      ...ANONYMOUS,
      metadata: { country: "Spain", language: "es-ES", theme: "dark", "utm.source": "newsletter" },
    },
  },
  {
    label: "Guest checkout",
    session: {
      ...ANONYMOUS,
      metadata: { country: "Spain", cart_id: "cart:0987654321", items: "3", currency: "EUR" },
    },
  },
  {
    label: "Login with scopes and code",
    session: {
      anonymous_session: { ...ANONYMOUS, metadata: { cart_id: "cart:0987654321" } },
      user: USER,
      scope: "openid profile email",
      custom_claims: {
        access_token: [
          { name: "https://shop.example/plan", value: "family" },
          { name: "email", value: USER.email },
        ],
        id_token: [{ name: "loyalty", value: { points: 1200, since: 2021 } }],
      },
    },
  },
  {
    label: "SAML",
    session: {
      user: USER,
      protocol: "samlp",
      custom_claims: { id_token: [{ name: "app_metadata", value: { tier: "platinum" } }] },
    },
  },
];

/** An API of the operator's own, for which no claim is left out. */
export const OWN_API = "https://api.shop.example";

export interface AudiencePreset {
  label: string;
  audience: readonly string[];
}

/** The audiences of a tenant. */
export function audiences(domain: string): AudiencePreset[] {
  const userinfo = `https://${domain}/userinfo`;
  return [
    { label: "An API of your own", audience: [OWN_API] },
    { label: "Management API", audience: [`https://${domain}/api/v2/`] },
    { label: "Userinfo", audience: [userinfo] },
    { label: "MFA API", audience: [`https://${domain}/mfa/`] },
    { label: "Your API and userinfo", audience: [OWN_API, userinfo] },
  ];
}
