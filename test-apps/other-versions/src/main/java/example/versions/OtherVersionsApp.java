package example.versions;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import example.common.Options;
import example.jdk.HttpsServerApp;
import example.versions.conscrypt.SSLUtils;
import java.io.File;
import java.security.Security;
import net.bytebuddy.ByteBuddy;
import net.bytebuddy.implementation.FixedValue;
import net.bytebuddy.matcher.ElementMatchers;
import org.apache.tomcat.util.net.SecureNioChannel;
import org.bouncycastle.jce.provider.BouncyCastleProvider;
import picocli.CommandLine;

/**
 * Uses Byte Buddy, Bouncy Castle (as a security provider), Jackson, picocli and a Tomcat that never
 * was, prints which jar each came from, and then is {@link HttpsServerApp}. With {@code
 * --unknown-stack} it has loaded a TLS stack before that no agent can know.
 */
public final class OtherVersionsApp {

  private OtherVersionsApp() {}

  public static void main(String[] arguments) throws Exception {
    tell(ByteBuddy.class, greetingByByteBuddy());
    Security.addProvider(new BouncyCastleProvider());
    tell(BouncyCastleProvider.class, Security.getProvider("BC").toString());
    tell(JsonFactory.class, numberByJackson());
    tell(CommandLine.class, CommandLine.VERSION);
    tell(SecureNioChannel.class, new SecureNioChannel().getClass().getSimpleName());
    if (Options.of(arguments).flag("unknown-stack")) {
      tell(SSLUtils.class, new SSLUtils().getClass().getSimpleName());
    }
    HttpsServerApp.main(arguments);
  }

  private static void tell(Class<?> type, String use) throws Exception {
    File jar = new File(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    System.out.println("USES " + jar.getName() + ": " + use);
  }

  private static String greetingByByteBuddy() throws ReflectiveOperationException {
    return new ByteBuddy()
        .subclass(Object.class)
        .method(ElementMatchers.named("toString"))
        .intercept(FixedValue.value("made at run time"))
        .make()
        .load(OtherVersionsApp.class.getClassLoader())
        .getLoaded()
        .getDeclaredConstructor()
        .newInstance()
        .toString();
  }

  private static String numberByJackson() throws Exception {
    try (JsonParser parser = new JsonFactory().createParser("[42]")) {
      parser.nextToken();
      parser.nextToken();
      return String.valueOf(parser.getIntValue());
    }
  }
}
