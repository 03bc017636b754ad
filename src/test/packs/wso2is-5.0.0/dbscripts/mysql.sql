-- Registry and user management of the small Identity Server; written for this project's tests.

CREATE TABLE REG_LOG (
             REG_LOG_ID INTEGER AUTO_INCREMENT,
             REG_LOGGED_TIME TIMESTAMP NOT NULL DEFAULT 0,
             PRIMARY KEY (REG_LOG_ID)
)ENGINE INNODB;

CREATE TABLE UM_TENANT (
             UM_ID INTEGER NOT NULL AUTO_INCREMENT,
             UM_DOMAIN_NAME VARCHAR(255) NOT NULL,
             PRIMARY KEY (UM_ID)
)ENGINE INNODB;
