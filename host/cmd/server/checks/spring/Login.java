import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.security.oauth2.client.authentication.OAuth2LoginAuthenticationToken;
import org.springframework.security.oauth2.client.endpoint.RestClientAuthorizationCodeTokenResponseClient;
import org.springframework.security.oauth2.client.oidc.authentication.OidcAuthorizationCodeAuthenticationProvider;
import org.springframework.security.oauth2.client.oidc.userinfo.OidcUserService;
import org.springframework.security.oauth2.client.registration.ClientRegistration;
import org.springframework.security.oauth2.client.registration.ClientRegistrations;
import org.springframework.security.oauth2.client.registration.InMemoryClientRegistrationRepository;
import org.springframework.security.oauth2.client.web.DefaultOAuth2AuthorizationRequestResolver;
import org.springframework.security.oauth2.client.web.OAuth2AuthorizationRequestCustomizers;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationExchange;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationRequest;
import org.springframework.security.oauth2.core.endpoint.OAuth2AuthorizationResponse;
import org.springframework.security.oauth2.core.oidc.user.OidcUser;
import org.springframework.web.util.HtmlUtils;
import org.springframework.web.util.UriComponentsBuilder;

/**
 * Logs a user in with Spring Security, by the code and PKCE, knowing the issuer's URL alone: Login
 * ISSUER CLIENT_ID CLIENT_SECRET REDIRECT_URI USER EMAIL. The ID token and userinfo are Spring's to judge.
 */
public final class Login {
  public static void main(String[] given) throws Exception {
    ClientRegistration client =
        ClientRegistrations.fromIssuerLocation(given[0])
            .registrationId("shop")
            .clientId(given[1])
            .clientSecret(given[2])
            .redirectUri(given[3])
            .scope("openid", "email")
            .build();
    var resolver =
        new DefaultOAuth2AuthorizationRequestResolver(
            new InMemoryClientRegistrationRepository(client), "/oauth2/authorization");
    resolver.setAuthorizationRequestCustomizer(OAuth2AuthorizationRequestCustomizers.withPkce());
    OAuth2AuthorizationRequest request = resolver.resolve(new MockHttpServletRequest(), "shop");
    var back = UriComponentsBuilder.fromUri(press(request.getAuthorizationRequestUri(), given[4])).build();
    OAuth2AuthorizationResponse response =
        OAuth2AuthorizationResponse.success(back.getQueryParams().getFirst("code"))
            .state(request.getState())
            .redirectUri(given[3])
            .build();
    if (!request.getState().equals(decoded(back.getQueryParams().getFirst("state")))) {
      throw new AssertionError("the state is another");
    }
    var provider =
        new OidcAuthorizationCodeAuthenticationProvider(
            new RestClientAuthorizationCodeTokenResponseClient(), new OidcUserService());
    var login =
        (OAuth2LoginAuthenticationToken)
            provider.authenticate(
                new OAuth2LoginAuthenticationToken(client, new OAuth2AuthorizationExchange(request, response)));
    var user = (OidcUser) login.getPrincipal();
    if (!user.getSubject().equals(given[4]) || !user.getUserInfo().getEmail().equals(given[5])) {
      throw new AssertionError("the user is " + user);
    }
  }

  /** Presses the button of a user on the issuer's page, and returns where that leads. */
  private static URI press(String page, String user) throws Exception {
    HttpClient browser = HttpClient.newHttpClient();
    String text = browser.send(HttpRequest.newBuilder(URI.create(page)).build(), BodyHandlers.ofString()).body();
    Map<String, String> form = new LinkedHashMap<>(Map.of("user", user));
    Pattern.compile("<input type=\"hidden\" name=\"([^\"]*)\" value=\"([^\"]*)\">")
        .matcher(text)
        .results()
        .forEach(field -> form.put(field.group(1), HtmlUtils.htmlUnescape(field.group(2))));
    String body =
        form.entrySet().stream()
            .map(field -> field.getKey() + "=" + URLEncoder.encode(field.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    HttpRequest press =
        HttpRequest.newBuilder(URI.create(page.substring(0, page.indexOf('?'))))
            .header("Content-Type", "application/x-www-form-urlencoded")
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .build();
    return URI.create(browser.send(press, BodyHandlers.ofString()).headers().firstValue("Location").orElseThrow());
  }

  private static String decoded(String text) {
    return java.net.URLDecoder.decode(text, StandardCharsets.UTF_8);
  }
}
