/**
 * The signing keys: a folder of PEM files, each checked before anything is signed.
 */
@NullMarked
package dev.missioncontrol.invite.token.keys;

import org.jspecify.annotations.NullMarked;
