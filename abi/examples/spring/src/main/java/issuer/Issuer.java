package issuer;

import io.github.claimsmith.Engine;
import io.github.claimsmith.Json;
import io.github.claimsmith.Outcome;
import io.github.claimsmith.Policy;
import io.github.claimsmith.PolicyException;
import java.util.HashMap;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;
import org.springframework.security.oauth2.core.OAuth2AuthenticationException;
import org.springframework.security.oauth2.core.OAuth2Error;
import org.springframework.security.oauth2.core.OAuth2ErrorCodes;
import org.springframework.security.oauth2.server.authorization.OAuth2TokenType;
import org.springframework.security.oauth2.server.authorization.token.JwtEncodingContext;
import org.springframework.security.oauth2.server.authorization.token.OAuth2TokenCustomizer;
import org.springframework.web.context.request.RequestAttributes;
import org.springframework.web.context.request.RequestContextHolder;

/** Spring Authorization Server with the policy's custom claims in its access tokens and ID tokens. */
@SpringBootApplication
public class Issuer {
  private static final String API = "https://api.shop.example";
  private static final String DECIDED = Issuer.class.getName();

  /** One engine, and one policy; a PolicyException says what is wrong with the config at the start. */
  @Bean
  Policy policy(Json config) {
    return Engine.load().policy(config);
  }

  /** Spring asks it for the claims of each token. {@code sessions} are anonymous ones by client. */
  @Bean
  OAuth2TokenCustomizer<JwtEncodingContext> claims(Policy policy, Map<String, Object> sessions, UnaryOperator<Object> user) {
    return context -> {
      var outcome = decide(policy, context, sessions, user);
      if (OAuth2TokenType.ACCESS_TOKEN.equals(context.getTokenType())) {
        context.getClaims().claims(claims -> claims.putAll(outcome.accessToken().claims().asMap()));
      } else if (outcome.idToken() != null) {
        context.getClaims().claims(claims -> claims.putAll(outcome.idToken().claims().asMap()));
      }
    };
  }

  /** A request is decided once, and each of its tokens gets its part. */
  private static Outcome decide(Policy policy, JwtEncodingContext context, Map<String, Object> sessions, UnaryOperator<Object> user) {
    var request = RequestContextHolder.currentRequestAttributes();
    if (request.getAttribute(DECIDED, RequestAttributes.SCOPE_REQUEST) instanceof Outcome outcome) {
      return outcome;
    }
    var session = new HashMap<String, Object>(); // members of a transaction may be null
    session.put("anonymous_session", sessions.get(context.getRegisteredClient().getClientId()));
    session.put("user", user.apply(context.getPrincipal().getName()));
    session.put("scope", String.join(" ", context.getAuthorizedScopes()));
    try {
      var outcome = policy.evaluate(Json.of(session), API);
      request.setAttribute(DECIDED, outcome, RequestAttributes.SCOPE_REQUEST);
      return outcome;
    } catch (PolicyException e) {
      // Deliberately: no token is better here than one without its claims. Another exception than
      // Spring's own is a 500. To issue it all the same, log e and have no claims.
      if (e.code().equals("payload_too_large")) {
        throw new OAuth2AuthenticationException(new OAuth2Error(OAuth2ErrorCodes.INVALID_REQUEST, e.getMessage(), null), e);
      }
      throw e;
    }
  }
}
