package example.mail;

import example.common.Options;
import example.common.Report;
import example.common.TlsContexts;
import jakarta.mail.Folder;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.Store;
import jakarta.mail.Transport;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import java.net.URI;
import java.util.Properties;

/**
 * Sends a message to {@code --url=smtp://host:port/recipient} over TLS that {@code STARTTLS} begins
 * (RFC 3207), and counts those of {@code --url=imaps://host:port/user}. {@code --any-name} does not
 * care whose certificate it is shown.
 */
public final class MailClientApp {

  private static final String MILLISECONDS_TO_WAIT = "20000";

  private MailClientApp() {}

  public static void main(String[] arguments) {
    Options options = Options.of(arguments);
    TlsContexts.trustBySystemProperties(options);
    Report.requests(
        options,
        address -> {
          URI url = URI.create(address);
          Session session = session(url.getScheme(), options);
          return url.getScheme().equals("smtp") ? send(url, session) : count(url, session);
        });
  }

  private static Session session(String scheme, Options options) {
    Properties settings = new Properties();
    settings.put("mail.smtp.starttls.enable", "true");
    settings.put("mail.smtp.starttls.required", "true");
    String prefix = "mail." + scheme;
    settings.put(prefix + ".connectiontimeout", MILLISECONDS_TO_WAIT);
    settings.put(prefix + ".timeout", MILLISECONDS_TO_WAIT);
    settings.put(prefix + ".ssl.checkserveridentity", String.valueOf(!options.flag("any-name")));
    return Session.getInstance(settings);
  }

  private static String send(URI url, Session session) throws MessagingException {
    MimeMessage message = new MimeMessage(session);
    message.setFrom("application@localhost");
    message.setRecipients(
        Message.RecipientType.TO, InternetAddress.parse(url.getPath().substring(1) + "@localhost"));
    message.setText("hello");
    message.saveChanges();
    try (Transport transport = session.getTransport("smtp")) {
      transport.connect(url.getHost(), url.getPort(), null, null);
      transport.sendMessage(message, message.getAllRecipients());
    }
    return Report.status(200, "hello sent");
  }

  private static String count(URI url, Session session) throws MessagingException {
    try (Store store = session.getStore("imaps")) {
      store.connect(url.getHost(), url.getPort(), url.getPath().substring(1), "password");
      Folder inbox = store.getFolder("INBOX");
      inbox.open(Folder.READ_ONLY);
      return Report.status(200, "hello " + inbox.getMessageCount());
    }
  }
}
