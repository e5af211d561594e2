package dev.missioncontrol.invite.token;

import dev.missioncontrol.invite.token.keys.SigningKey;
import dev.missioncontrol.invite.token.keys.SigningKeys;
import dev.missioncontrol.invite.token.signing.RsaCrypto;
import dev.missioncontrol.invite.token.signing.SigningInvite;
import dev.missioncontrol.invite.token.signing.TokenSigner;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * The use case, with the newest key and the fastest RSA at hand.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenSettings.class)
class SigningConfiguration {

	private static final Logger log = LoggerFactory.getLogger(SigningConfiguration.class);

	@Bean
	SigningInvite signingInvite(TokenSettings settings) {
		SigningKeys keys = SigningKeys.load(settings.keys().path(), settings.keys().access());
		RsaCrypto crypto = RsaCrypto.choose(settings.crypto());
		SigningKey key = keys.active();
		if (crypto.fallback() != null) {
			log.warn("Corretto's native library does not load ({}): signing takes about three times as long",
					crypto.fallback());
		}
		log.info("Signing with key {} of {} bits, one of {} keys, by {}", key.keyId(),
				key.publicKey().getModulus().bitLength(), keys.inNameOrder().size(), crypto.provider().getName());
		return new SigningInvite(new TokenSigner(key, crypto), settings.linkRule());
	}

}
