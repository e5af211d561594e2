package dev.missioncontrol.invite.http;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

import org.springframework.context.annotation.Import;

/**
 * Puts walls around the HTTP server of an application; the settings are
 * {@code invite.http.*}. Not an auto-configuration: the sandbox has services on its class
 * path that want none.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
@Import(HttpConfiguration.class)
public @interface HardenedHttp {

}
