package dev.missioncontrol.invite.token;

import java.time.Clock;

import dev.missioncontrol.invite.token.keys.KeyRing;
import dev.missioncontrol.invite.token.keys.SigningKey;
import dev.missioncontrol.invite.token.signing.CurrentSigner;
import dev.missioncontrol.invite.token.signing.LinkSeal;
import dev.missioncontrol.invite.token.signing.RsaCrypto;
import dev.missioncontrol.invite.token.signing.SigningInvite;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.annotation.EnableScheduling;

/**
 * The use case, with its keys and the fastest RSA at hand.
 */
@Configuration(proxyBeanMethods = false)
@EnableConfigurationProperties(TokenSettings.class)
@EnableScheduling
class SigningConfiguration {

	private static final Logger log = LoggerFactory.getLogger(SigningConfiguration.class);

	@Bean
	KeyRing keyRing(TokenSettings settings) {
		TokenSettings.Keys keys = settings.keys();
		return new KeyRing(keys.keyFolder(), keys.activateAfter(), Clock.systemUTC());
	}

	@Bean
	CurrentSigner currentSigner(KeyRing keys, TokenSettings settings) {
		RsaCrypto crypto = RsaCrypto.choose(settings.crypto());
		SigningKey key = keys.active();
		if (crypto.fallback() != null) {
			log.warn("Corretto's native library does not load ({}): signing takes about three times as long",
					crypto.fallback());
		}
		log.info("Signing with key {} of {} bits, one of {} keys, by {}", key.keyId(),
				key.publicKey().getModulus().bitLength(), keys.size(), crypto.provider().getName());
		return new CurrentSigner(key, crypto);
	}

	@Bean
	SigningInvite signingInvite(CurrentSigner signer, TokenSettings settings, LinkSeal seal) {
		return new SigningInvite(signer, settings.linkRule(), seal);
	}

}
