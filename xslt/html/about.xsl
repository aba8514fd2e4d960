<?xml version="1.0" encoding="UTF-8"?>
<!-- What the header says of the edition: source, hands, licence, how the text was treated, and what the signs mean. -->
<xsl:stylesheet version="3.0"
                xmlns:xsl="http://www.w3.org/1999/XSL/Transform"
                xmlns:xs="http://www.w3.org/2001/XMLSchema"
                xmlns:tei="http://www.tei-c.org/ns/1.0"
                xmlns:f="https://letterbook.invalid/ns/function"
                xmlns:m="https://letterbook.invalid/ns/mode"
                xmlns:v="https://letterbook.invalid/ns/variable"
                exclude-result-prefixes="#all"
                expand-text="yes">

  <xsl:template name="f:about-page" as="xs:string">
    <xsl:variable name="main" as="element(main)">
      <main id="text" class="about">
        <h1>{f:label('about.heading')}</h1>
        <xsl:call-template name="f:about-signs"/>
        <xsl:for-each select="$v:edition/tei:teiHeader">
          <xsl:sequence select="
            f:about-part('about.source', tei:fileDesc/tei:sourceDesc[not(@xml:id)]/*),
            f:about-hands(tei:fileDesc/tei:titleStmt/(tei:author | tei:editor | tei:respStmt)),
            f:about-part('about.licence', tei:fileDesc/tei:publicationStmt/tei:availability/*)"/>
          <xsl:choose>
            <xsl:when test="$v:is-ours">
              <xsl:call-template name="f:about-our-encoding"/>
            </xsl:when>
            <xsl:otherwise>
              <xsl:call-template name="f:about-encoding"/>
            </xsl:otherwise>
          </xsl:choose>
          <xsl:sequence select="f:about-part('about.history', tei:revisionDesc/*)"/>
        </xsl:for-each>
        <xsl:if test="exists($v:site)">
          <xsl:call-template name="f:offline-section"/>
        </xsl:if>
      </main>
    </xsl:variable>
    <xsl:sequence select="f:page(f:frame('', 'about'), f:label('about.heading') || ' – ' || $v:title, $main)"/>
  </xsl:template>

  <xsl:template name="f:about-signs" as="element(section)">
    <section>
      <h2>{f:label('about.signs')}</h2>
      <dl class="signs">
        <div>
          <dt><span class="correction">a</span></dt>
          <dd>{f:label('about.sign-corrected')}</dd>
        </div>
        <div>
          <dt><span class="inferred">[a]</span></dt>
          <dd>{f:label('about.sign-inferred')}</dd>
        </div>
        <div>
          <dt><span class="supplied">[a]</span></dt>
          <dd>{f:label('about.sign-supplied')}</dd>
        </div>
        <div>
          <dt><span class="pb">12</span></dt>
          <dd>{f:label('about.sign-page')}</dd>
        </div>
      </dl>
    </section>
  </xsl:template>

  <!-- Who did what. -->
  <xsl:function name="f:about-hands" as="element(section)?">
    <xsl:param name="hands" as="element()*"/>
    <xsl:if test="exists($hands[normalize-space()])">
      <section>
        <h2>{f:label('about.responsibility')}</h2>
        <dl class="facts">
          <xsl:for-each select="$hands[normalize-space()]">
            <div>
              <dt>{if (self::tei:respStmt/@xml:id = 'letterbook') then f:label('about.encoded-by')
                   else if (self::tei:respStmt) then (f:translated(normalize-space(tei:resp[1]), 'said.')[$v:is-ours], normalize-space(tei:resp[1]))[1]
                   else f:label('about.' || local-name())}</dt>
              <xsl:for-each select="if (self::tei:respStmt) then * except tei:resp else .">
                <dd>{normalize-space()}</dd>
              </xsl:for-each>
            </div>
          </xsl:for-each>
        </dl>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:function name="f:about-part" as="element(section)?">
    <xsl:param name="label" as="xs:string"/>
    <xsl:param name="elements" as="element()*"/>
    <xsl:if test="exists($elements[normalize-space()])">
      <section id="{substring-after($label, '.')}">
        <h2>{f:label($label)}</h2>
        <xsl:for-each select="$elements[normalize-space()]">
          <xsl:apply-templates select="." mode="m:about"/>
        </xsl:for-each>
      </section>
    </xsl:if>
  </xsl:function>

  <xsl:template name="f:about-encoding" as="element(section)?">
    <xsl:context-item as="element(tei:teiHeader)" use="required"/>
    <xsl:variable name="declarations" as="element()*"
                  select="tei:encodingDesc/(tei:projectDesc | tei:editorialDecl/*)[normalize-space()]"/>
    <xsl:if test="exists($declarations)">
      <section>
        <h2>{f:label('about.encoding')}</h2>
        <xsl:for-each-group select="$declarations" group-by="local-name()">
          <xsl:variable name="label" as="xs:string?"
                        select="map {'projectDesc': 'about.project', 'correction': 'about.correction',
                                     'hyphenation': 'about.hyphenation', 'normalization': 'about.normalization',
                                     'interpretation': 'about.interpretation',
                                     'punctuation': 'about.punctuation'}(current-grouping-key())"/>
          <xsl:if test="$label">
            <h3>{f:label($label)}</h3>
          </xsl:if>
          <xsl:for-each select="current-group()">
            <xsl:call-template name="f:about-body"/>
          </xsl:for-each>
        </xsl:for-each-group>
      </section>
    </xsl:if>
  </xsl:template>

  <!-- Whether letterbook wrote the document: then it knows what the header says, and says it in the page's language. -->
  <xsl:variable name="v:is-ours" as="xs:boolean"
                select="$v:edition/tei:teiHeader/tei:encodingDesc/tei:appInfo/tei:application/@ident = 'letterbook'"/>

  <xsl:template name="f:about-our-encoding" as="element(section)">
    <xsl:variable name="facts" as="map(*)*" select="$v:cards ! f:all-facts(.)"/>
    <section>
      <h2>{f:label('about.encoding')}</h2>
      <p>{if (exists($v:choices)) then f:label('about.corrected', map {'count': string(count($v:choices))}) else f:label('about.uncorrected')}</p>
      <p>{f:label('about.as-source')} {f:label('about.typeset', map {'printed': f:label('readings.printed')})}</p>
      <ul>
        <xsl:for-each-group select="$facts" group-by="?what">
          <li>{f:label('about.known', map {'what': f:label('inferred.' || current-grouping-key()), 'known': string(count(current-group())),
                                           'inferred': string(count(current-group()[f:is-inferred(?fact)]))})}</li>
        </xsl:for-each-group>
      </ul>
      <xsl:apply-templates select="tei:encodingDesc/tei:projectDesc[normalize-space()]" mode="m:about"/>
    </section>
  </xsl:template>

  <!-- "Encoded from letters.txt. Heard beside it: decisions.toml." -->
  <xsl:template match="tei:change[@who = '#letterbook'][$v:is-ours]" mode="m:about" as="element(p)">
    <xsl:variable name="file" as="xs:string?" select="($v:edition/tei:teiHeader/tei:fileDesc/tei:sourceDesc/tei:bibl[@type = 'file']/tei:title ! normalize-space())[1]"/>
    <xsl:variable name="beside" as="xs:string" select="substring-after(normalize-space(), ': ')"/>
    <p>{string-join((f:label('about.encoded-from', map {'file': ($file, '?')[1]}), $beside[. ne ''] ! f:label('about.also-used', map {'files': .})), ' ')}</p>
  </xsl:template>

  <xsl:template match="tei:availability/tei:p[../@status = 'unknown'][$v:is-ours]" mode="m:about" as="element(p)">
    <p>{(f:translated(normalize-space(), 'said.'), .)[1]}</p>
  </xsl:template>

  <!-- An element of the header as one paragraph, or as those it holds. -->
  <xsl:template match="*" mode="m:about" as="element()*">
    <xsl:call-template name="f:about-body"/>
  </xsl:template>

  <!-- Descriptions of manuscripts and of books: what they say, and not how. -->
  <xsl:template match="tei:msDesc | tei:listWit | tei:biblStruct | tei:biblFull | tei:listBibl[tei:biblStruct] | tei:recordingStmt"
                mode="m:about" as="element()*">
    <xsl:for-each select="f:described(.)">
      <p>{.}</p>
    </xsl:for-each>
  </xsl:template>

  <!-- A reference that is all elements, without the points and commas between them. -->
  <xsl:template match="tei:bibl[*][not(text()[normalize-space()])]" mode="m:about" as="element(p)">
    <p>
      <xsl:call-template name="f:language">
        <xsl:with-param name="text" select="."/>
      </xsl:call-template>
      <xsl:for-each select="*[normalize-space()]">
        <xsl:text>{if (position() gt 1) then ', ' else ''}{self::tei:idno/@type ! (. || ' ')}</xsl:text>
        <xsl:apply-templates select="." mode="m:html">
          <xsl:with-param name="page" select="f:context('', (), ())" tunnel="yes"/>
        </xsl:apply-templates>
      </xsl:for-each>
    </p>
  </xsl:template>

  <xsl:template match="tei:licence[f:is-web(@target)]" mode="m:about" as="element()*">
    <xsl:call-template name="f:about-body"/>
    <p>
      <a rel="license" href="{normalize-space(@target)}">{normalize-space(@target)}</a>
    </p>
  </xsl:template>

  <xsl:template name="f:about-body" as="element()*">
    <xsl:context-item as="element()" use="required"/>
    <div>
      <xsl:choose>
        <xsl:when test="parent::tei:editorialDecl or parent::tei:availability/@status = 'unknown' or self::tei:change/@who = '#letterbook'">
          <xsl:call-template name="f:language-of-remark"/>
        </xsl:when>
        <xsl:otherwise>
          <xsl:call-template name="f:language">
            <xsl:with-param name="text" select="."/>
          </xsl:call-template>
        </xsl:otherwise>
      </xsl:choose>
      <xsl:choose>
        <xsl:when test="tei:p | tei:ab | tei:list | tei:bibl | tei:listBibl | self::tei:p | self::tei:list">
          <xsl:apply-templates select="if (self::tei:p | self::tei:list) then . else node()" mode="m:html">
            <xsl:with-param name="page" select="f:context('', (), ())" tunnel="yes"/>
          </xsl:apply-templates>
        </xsl:when>
        <xsl:otherwise>
          <p>
            <xsl:apply-templates mode="m:html">
              <xsl:with-param name="page" select="f:context('', (), ())" tunnel="yes"/>
            </xsl:apply-templates>
          </p>
        </xsl:otherwise>
      </xsl:choose>
    </div>
  </xsl:template>
</xsl:stylesheet>
