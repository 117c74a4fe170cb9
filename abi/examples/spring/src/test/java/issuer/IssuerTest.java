package issuer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.nimbusds.jwt.SignedJWT;
import io.github.claimsmith.Json;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.boot.test.web.client.TestRestTemplate;
import org.springframework.context.annotation.Bean;
import org.springframework.http.ResponseEntity;
import org.springframework.util.LinkedMultiValueMap;

/** The issuer, asked as its clients do. */
@SpringBootTest(
    classes = {Issuer.class, IssuerTest.Given.class},
    webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
    properties = {
      "spring.security.oauth2.authorizationserver.client.anna.registration.client-id=anna",
      "spring.security.oauth2.authorizationserver.client.anna.registration.client-secret={noop}secret of anna",
      "spring.security.oauth2.authorizationserver.client.anna.registration.client-authentication-methods=client_secret_basic",
      "spring.security.oauth2.authorizationserver.client.anna.registration.authorization-grant-types=client_credentials",
      "spring.security.oauth2.authorizationserver.client.anna.registration.scopes=read",
      "spring.security.oauth2.authorizationserver.client.large.registration.client-id=large",
      "spring.security.oauth2.authorizationserver.client.large.registration.client-secret={noop}secret of large",
      "spring.security.oauth2.authorizationserver.client.large.registration.client-authentication-methods=client_secret_basic",
      "spring.security.oauth2.authorizationserver.client.large.registration.authorization-grant-types=client_credentials",
      "spring.security.oauth2.authorizationserver.client.large.registration.scopes=read"
    })
class IssuerTest {
  @TestConfiguration
  static class Given {
    @Bean
    Json config() {
      return Json.text(
          """
          {"access_token":{"custom_claim_mappings":[
            {"name":"https://shop.example/country","expression":"anonymous_session.metadata.country"},
            {"name":"https://shop.example/n","expression":"anonymous_session.metadata.n"},
            {"name":"https://shop.example/plan","expression":"user.plan"}]}}""");
    }

    @Bean
    Map<String, Object> sessions() {
      return Map.of(
          "anna", Map.of("metadata", Map.of("country", "Spain", "n", new java.math.BigInteger("12345678901234567890"))),
          "large", Map.of("metadata", Map.of("country", "x".repeat(102_400))));
    }

    @Bean
    UnaryOperator<Object> user() {
      return name -> null;
    }
  }

  @Autowired private TestRestTemplate client;

  private ResponseEntity<JsonNode> token(String id) {
    var form = new LinkedMultiValueMap<>(Map.of("grant_type", java.util.List.of("client_credentials"), "scope", java.util.List.of("read")));
    return client.withBasicAuth(id, "secret of " + id).postForEntity("/oauth2/token", form, JsonNode.class);
  }

  @Test
  void anAccessTokenHasWhatThePolicyMaps() throws Exception {
    var token = SignedJWT.parse(token("anna").getBody().path("access_token").textValue());
    var claims = new ObjectMapper().readTree(token.getPayload().toString());
    assertEquals("Spain", claims.path("https://shop.example/country").textValue());
    assertEquals("12345678901234567890", claims.path("https://shop.example/n").asText());
    assertFalse(claims.has("https://shop.example/plan"));
  }

  @Test
  void aPayloadThatIsTooLargeIsNoInternalError() {
    var response = token("large");
    assertEquals(400, response.getStatusCode().value());
    assertEquals("invalid_request", response.getBody().path("error").textValue());
  }
}
