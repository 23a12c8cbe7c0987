package io.mtlsagent.config;

import java.net.URI;
import java.net.URISyntaxException;

/** An address of http or https, as text. */
final class HttpUrlParser implements ValueParser<String> {

  @Override
  public String parse(String text, Place place) throws InvalidValueException {
    try {
      URI uri = new URI(text);
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      boolean https = "https".equalsIgnoreCase(uri.getScheme());
      String authority = uri.getRawAuthority();
      if ((http || https) && authority != null && authority.indexOf('@') < 0) {
        return text;
      }
    } catch (URISyntaxException e) {
      // as for every other text that is no address
    }
    throw new InvalidValueException(
        text,
        "is not an address of http or https",
        "Write an address such as http://ocsp.example.com/, without a user name");
  }

  @Override
  public String form() {
    return "URL of http or https";
  }
}
