import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtDecoders;

/** Has Spring Security decode a token, knowing the issuer's URL: Decode ISSUER TOKEN SUBJECT. */
public final class Decode {
  public static void main(String[] given) {
    Jwt token = JwtDecoders.fromIssuerLocation(given[0]).decode(given[1]);
    if (!token.getSubject().equals(given[2])) {
      throw new AssertionError("the subject is " + token.getSubject());
    }
  }
}
